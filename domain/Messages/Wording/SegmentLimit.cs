namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>Checks texts about two sample children, with a plain and a costly name, against the segments that the trust allows.</summary>
internal sealed class SegmentLimit(Trust trust)
{
    private const decimal HoursPerDay = 5;

    /// <summary>Possible sessions of a whole year, the most that a message can be about.</summary>
    private const int Sessions = 380;

    // Two of the longest common first names; days and hours have two digits.
    private static readonly Sample Plain = new("Ms Alexandra Sampleton", "Alexandra", Absent: 20);

    private static readonly Sample Costly = new("Ms Małgorzata Sampleton", "Małgorzata", Absent: 21);

    // September has the longest name of the months.
    private static readonly MessagePeriod Period = new(new DateOnly(2025, 9, 10), new DateOnly(2025, 9, 30));

    private sealed record Sample(string Parent, string Child, int Absent);

    /// <summary>A fault for each text that is too long: of the trust's files, and of the built-in ones that its policies use.</summary>
    public IEnumerable<Fault> Faults(IReadOnlyList<MessageFile> own, MessageBook book)
    {
        var ofFiles = own.Select(file => FaultOf(file.Template, file.Path, "make its text shorter, or raise mostSegments in trust.json"));
        var ofBuiltIn = MessageKinds.ByName
            .Where(kind => IsUsed(kind.Value) && !own.Any(file => file.Kind == kind.Value && MessageBook.IsEnglish(file.Language)))
            .Select(kind => FaultOf(
                book.TemplateOf(kind.Value, MessageBook.English), "trust.json $.mostSegments",
                "raise mostSegments, or write a shorter text in "
                    + $"settings/{MessageFile.Folder}{MessageBook.English}/{kind.Key}{MessageFile.Extension}",
                $"the built-in {kind.Key} "));
        return ofFiles.Concat(ofBuiltIn).OfType<Fault>();
    }

    /// <summary>A fault about the school at which the text is longest, if it is too long there; else null.</summary>
    private Fault? FaultOf(MessageTemplate template, string path, string remedy, string subject = "")
    {
        var (costly, plain, school) = trust.Schools
            .Select(school => (Costly: Count(template, Costly, school), Plain: Count(template, Plain, school), School: school.Name))
            .OrderByDescending(count => (count.Costly, count.Plain)).FirstOrDefault();
        return costly <= trust.MostSegments ? null : new(path, string.Create(CultureInfo.InvariantCulture,
            $"{subject}has {costly} segments about a child called {Costly.Child} ({plain} about {Plain.Child}) at {school}, "
            + $"and {trust.MostSegments} are allowed: {remedy}."));
    }

    /// <summary>The segments of a text about a sample child, with or without special educational needs, whichever are more.</summary>
    private static int Count(MessageTemplate template, Sample sample, School school) => Math.Max(
        Count(template, sample, school, hasSpecialNeeds: true), Count(template, sample, school, hasSpecialNeeds: false));

    private static int Count(MessageTemplate template, Sample sample, School school, bool hasSpecialNeeds)
    {
        var sessions = new Tally(Sessions - sample.Absent, 0, sample.Absent, 0, 0, 0, 0);
        var child = new Child(sample.Child, school.Name, school.Phone, hasSpecialNeeds, Period, sessions, HoursPerDay);
        return template.Fill(sample.Parent, [child]).Cost.Segments.Segments;
    }

    private bool IsUsed(MessageKind kind) =>
        trust.Schools.Any(school => kind == MessageKind.FirstDay ? school.Morning.IsOn : IsUsed(school.Policy, kind));

    private static bool IsUsed(Policy policy, MessageKind kind) => kind switch
    {
        MessageKind.Stage => policy.Stages.Any(stage => stage.Nudges),
        MessageKind.Meeting => policy.Stages.Any(stage => stage.Invites),
        _ => policy.Messages.Any(message => message.Kind == kind),
    };
}
