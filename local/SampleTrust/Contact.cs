namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A pupil's contact on the roster. A missing number or address is empty.</summary>
/// <param name="ParentalResponsibility">Whether the school may write to them about the pupil.</param>
/// <param name="Mobile">The number in the mobile column as a person typed it; sometimes a landline.</param>
public sealed record Contact(string Name, string Relationship, bool ParentalResponsibility, string Mobile, string Email)
{
    /// <summary>Where the contact lives, in one line.</summary>
    public string Address { get; init; } = "";
}
