namespace AttendanceFunctions.Domain.Pupils;

/// <summary>A person whom the school may write to about a pupil, as the roster states it.</summary>
/// <param name="Slot">Its place in the roster: 1 for Contact1.</param>
/// <param name="Name">The name as it is written to; may be empty.</param>
/// <param name="Relationship">Mother, father, carer …; may be empty.</param>
/// <param name="HasParentalResponsibility">Only contacts with it are written to (domain 0.9).</param>
/// <param name="Mobile">The number as the roster has it; may be empty or no mobile number.</param>
/// <param name="Email">The address as the roster has it; may be empty or no address.</param>
public sealed record Contact(int Slot, string Name, string Relationship, bool HasParentalResponsibility, string Mobile, string Email);
