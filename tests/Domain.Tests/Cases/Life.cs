using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Sessions that are not attended, or are corrected.</summary>
/// <param name="Day">The school day of the year on which they begin, from 1.</param>
/// <param name="Sessions">How many.</param>
/// <param name="Letter">Their mark.</param>
internal sealed record Spell(int Day, int Sessions, char Letter);

/// <summary>What a night finds that the one before did not: a correction, and a circumstance that came on file or went.</summary>
internal sealed record News(int Night, Spell Correction, string Circumstance);

/// <summary>A pupil's half year under a policy, with whatever may happen in it.</summary>
/// <param name="Policy">The school's policy.</param>
/// <param name="Born">The date of birth: of compulsory school age, from the winter on, or not at all in these days.</param>
/// <param name="SocialWorker">Whether the pupil has a social worker.</param>
/// <param name="Spells">What is missed.</param>
/// <param name="News">What changes on a night.</param>
/// <param name="Answers">What people do with the worklist of a night, over and over: a number for a word and one for the days until it
/// comes back.</param>
internal sealed record Life(Policy Policy, string Born, bool SocialWorker, Spell[] Spells, News[] News, (int Word, int Days)[] Answers)
{
    /// <summary>School days of a life: to the second week of the fourth half term.</summary>
    public const int Days = 115;

    private static Gen<Spell> Spell =>
        from day in Gen.Choose(1, Days)
        from sessions in Gen.Frequency((6, Gen.Choose(1, 4)), (1, Gen.Choose(1, 40)))
        from letter in Gen.Elements("OOOIINUCX-/L2".ToCharArray())
        select new Spell(day, sessions, letter);

    private static Gen<News> Piece =>
        from night in Gen.Choose(2, Days)
        from spell in Spell
        from back in Gen.Choose(1, 30)
        from circumstance in Gen.Elements("", "", "illness")
        select new News(night, spell with { Day = Math.Max(1, night - back), Sessions = Math.Min(spell.Sessions, 8) }, circumstance);

    public static Gen<Life> Any =>
        from policy in Some.BuiltInPolicy
        from born in Gen.Elements("2017-03-04", "2017-03-04", "2020-11-20", "2021-05-01")
        from socialWorker in Gen.Elements(true, false, false)
        from spells in Gen.Choose(0, 18).SelectMany(Spell.ArrayOf)
        from news in Gen.Choose(0, 6).SelectMany(Piece.ArrayOf)
        from answers in Gen.Choose(0, 9).Zip(Gen.Choose(1, 9)).ArrayOf(11)
        select new Life(policy, born, socialWorker, spells, news, answers.Select(answer => (answer.Item1, answer.Item2)).ToArray());

    public Story Begin()
    {
        var story = new Story(Policy);
        story.Pupil = story.Pupil with { DateOfBirth = Born, Characteristics = new(Sen.None, false, false, false, SocialWorker) };
        return Spells.Aggregate(story, (lived, spell) => lived.Misses(Story.Day(spell.Day), spell.Sessions, spell.Letter));
    }

    /// <summary>What the marks and the roster say from a night on.</summary>
    public void Change(Story story, int night)
    {
        foreach (var piece in News.Where(piece => piece.Night == night))
        {
            story.Misses(Story.Day(piece.Correction.Day), piece.Correction.Sessions, piece.Correction.Letter)
                .Circumstance(piece.Circumstance);
        }
    }

    private static IEnumerable<CaseKey> PenaltyKeys(PenaltyRecord penalty) =>
    [
        .. penalty.Matter is { } matter ? [matter.Key] : Array.Empty<CaseKey>(),
        .. penalty.Matter?.State is PenaltyState.Notice notice ? notice.Parents.Select(line => line.Key) : [],
        .. penalty.Notices.Select(notice => notice.Key),
    ];

    /// <summary>What people do with the worklist of a night.</summary>
    public void Answer(Story story, int night)
    {
        var (word, days) = Answers[night % Answers.Length];
        var key = word == 0 && story.Case.Duties.Count > 0 ? story.Case.Duties[0].Key : story.Case.Proposal?.Key ?? default;
        var allowed = CaseDecisions.Allowed(Policy, story.Case, key);
        if (word < 5 && allowed.Count > 0 && story.Case.PendingDecisions.All(decision => decision.Key != key))
        {
            story.Decides(key, allowed[word % allowed.Count], days);
        }

        if (word % 3 == 0 && story.Case.Checklist.FirstOrDefault(item => item.IsOpen) is { } item)
        {
            story.TryTick(item.Key, isDone: days % 4 != 0, note: "as said");
        }

        foreach (var step in PenaltyKeys(story.Case.Penalty).Where(step => word > 2
            && story.Case.PendingDecisions.All(decision => decision.Key != step)).ToList())
        {
            var words = CaseDecisions.Allowed(Policy, story.Case, step);
            if (words.Count > 0)
            {
                // A third notice, and a day before the request, are refused.
                story.Answer(step, words[(word + days) % words.Count], note: "because", happened: story.Last.AddDays(-days % 3));
            }
        }
    }
}
