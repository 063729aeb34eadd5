namespace AttendanceFunctions.Domain.Policies;

/// <summary>A form of its own that a local authority wants in place of one of the letters (D0: "Bucks schools must use the Bucks forms").</summary>
/// <param name="LocalAuthority">The local authority, as the trust's settings name it.</param>
/// <param name="Letter">What it takes the place of.</param>
/// <param name="Form">The form's name.</param>
public sealed record LocalForm(string LocalAuthority, LetterKind Letter, string Form);
