using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>A letter that is to be made about one pupil.</summary>
public sealed record LetterOrder(LetterKind Kind, LetterFacts Facts)
{
    /// <summary>What the letter is known by, on this night and when the night is repeated.</summary>
    public LetterKey Key => LetterKey.Of(Facts.School.Id, Facts.Pupil.Upn, Kind, Facts.Night);
}

/// <summary>A letter that was made.</summary>
/// <param name="Order">What was ordered.</param>
/// <param name="File">The file's name in the folder of its school and night.</param>
/// <param name="LocalForm">The form that the local authority wants in its place, where the policy names one and the trust has no template for it; else empty.</param>
public sealed record WrittenLetter(LetterOrder Order, string File, string LocalForm);

/// <summary>A trust's own template that cannot be used. The next one that can be is used in its place, the built-in letter at last.</summary>
/// <param name="File">The file: settings/letters/concern-letter.docx.</param>
/// <param name="Faults">What is wrong with it, and where.</param>
public sealed record TemplateRefusal(string File, IReadOnlyList<Fault> Faults)
{
    /// <summary>All of it in a sentence for the person who will mend it.</summary>
    public override string ToString() => $"{File} cannot be used, and another template took its place. {string.Join(" ", Faults)}";
}

/// <summary>What became of a night's letters.</summary>
/// <param name="Letters">The letters, in the order in which they were asked for.</param>
/// <param name="Refusals">The trust's own templates that could not be used.</param>
public sealed record LettersOfNight(IReadOnlyList<WrittenLetter> Letters, IReadOnlyList<TemplateRefusal> Refusals);
