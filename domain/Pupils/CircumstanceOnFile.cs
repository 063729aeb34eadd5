namespace AttendanceFunctions.Domain.Pupils;

/// <summary>
/// A circumstance that people of the school put on file by themselves, beside what the roster says: a bereavement, a long illness, a child
/// protection plan. While there is one, people handle the family: no message about attendance leaves, and the case moves to no later stage
/// (domain 0.9).
/// </summary>
/// <param name="Text">What it is, in the school's words; never empty. It stands in no message and no letter.</param>
/// <param name="Since">The day on which it was put on file.</param>
public sealed record CircumstanceOnFile(string Text, DateOnly Since, Author By);
