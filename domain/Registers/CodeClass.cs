namespace AttendanceFunctions.Domain.Registers;

/// <summary>How a national attendance code counts in the statistics (DfE classes; The School Attendance (Pupil Registration) (England) Regulations 2024, reg. 10).</summary>
public enum CodeClass
{
    /// <summary>In school: attended and possible.</summary>
    Present,

    /// <summary>At an approved educational activity elsewhere: attended and possible.</summary>
    Approved,

    /// <summary>Absent with leave or for a reason that the law accepts: possible, not attended.</summary>
    Authorised,

    /// <summary>Absent without: possible, not attended.</summary>
    Unauthorised,

    /// <summary>The pupil could not have attended: counts on neither side of the rate.</summary>
    NotPossible,
}
