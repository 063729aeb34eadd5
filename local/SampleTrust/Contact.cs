namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A person of a pupil's family as the roster names them. What they do not have is empty.</summary>
/// <param name="ParentalResponsibility">Whether the school may write to them about the pupil.</param>
/// <param name="Mobile">A number as a person wrote it; a landline for some.</param>
public sealed record Contact(string Name, string Relationship, bool ParentalResponsibility, string Mobile, string Email);
