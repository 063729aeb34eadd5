namespace AttendanceFunctions.Domain.Trusts;

/// <summary>A person at a school whom parents can speak to.</summary>
/// <param name="Role">What the person does: SENDCo, family liaison officer.</param>
/// <param name="Name">The person's name; empty where the settings give the role alone.</param>
public sealed record SchoolPerson(string Role, string Name)
{
    /// <summary>"Sam Rivers, the family liaison officer", or "the class teacher" where there is no name.</summary>
    public override string ToString() => Name.Length > 0 ? $"{Name}, the {Role}" : $"the {Role}";
}

/// <summary>
/// Whom a school's letters ask parents to speak to (D0 Appendix A: "the appropriate person in your setting"): <c>speakTo</c> of a school in
/// settings/trust.json.
/// </summary>
/// <param name="Usual">The person for most families.</param>
/// <param name="Sen">The person for families of children with special educational needs.</param>
/// <param name="Appointments">How to agree a time to talk, as a sentence.</param>
public sealed record SpeakTo(SchoolPerson Usual, SchoolPerson Sen, string Appointments)
{
    /// <summary>What letters say where the settings do not say whom.</summary>
    public static SpeakTo Default { get; } =
        new(new("class teacher", ""), new("SENDCo", ""), "You are welcome at any time of the school day.");

    internal static SpeakTo Read(SettingsSection school) => school.Section(
        "speakTo",
        section => new SpeakTo(
            section.Section("usual", ReadPerson, Default.Usual), section.Section("sen", ReadPerson, Default.Sen),
            section.Text("appointments", Default.Appointments)),
        Default);

    private static SchoolPerson ReadPerson(SettingsSection section) => new(section.Text("role"), section.Text("name", fallback: ""));
}
