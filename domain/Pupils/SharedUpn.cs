using System.Text;

namespace AttendanceFunctions.Domain.Pupils;

/// <summary>How two schools of a trust stand to each other that both have one UPN.</summary>
public enum SharedUpn
{
    /// <summary>Nothing goes from one to the other, and nothing has to be asked.</summary>
    Apart,

    /// <summary>Nothing goes from one to the other until a person at each school has looked.</summary>
    Asked,

    /// <summary>Both schools say that the child is registered at two schools: marks at both count.</summary>
    DualRegistered,

    /// <summary>The other school let the child go, who is now here: case and marks come here.</summary>
    CameFromThere,

    /// <summary>This school let the child go, who is now there.</summary>
    WentThere,
}

/// <summary>
/// Decides whether one UPN at two schools is one child (domain 0.21). A number is typed by hand and is reused by mistake, so it is never
/// enough: date of birth and surname agree as well, and both schools say by their own rosters that the child moved or is registered
/// twice. No school's roster alone takes anything from another school or puts anything into it.
/// </summary>
public static class SameChild
{
    /// <summary>By how many days two rolls may overlap when a child moves, as leaving dates are often entered late: six weeks.</summary>
    private const int LongestOverlap = 42;

    /// <summary>
    /// How capital letters of European scripts and of Vietnamese are compared. The app runs without culture data, so the runtime does not
    /// take accents off.
    /// </summary>
    private static readonly Dictionary<char, string> Spelled = new (string Plain, string Letters)[]
    {
        ("A", "ÀÁÂÃÄÅĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶ"), ("AE", "Æ"), ("C", "ÇĆĈĊČ"), ("D", "ĎĐÐ"), ("E", "ÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ"), ("G", "ĜĞĠĢ"), ("H", "ĤĦ"),
        ("I", "ÌÍÎÏĨĪĬĮİıỈỊ"), ("J", "Ĵ"), ("K", "Ķ"), ("L", "ĹĻĽĿŁ"), ("N", "ÑŃŅŇ"), ("O", "ÒÓÔÕÖØŌŎŐƠǑỌỎỐỒỔỖỘỚỜỞỠỢ"), ("OE", "Œ"),
        ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘ"), ("SS", "ßẞ"), ("T", "ŢŤŦȚ"), ("TH", "Þ"), ("U", "ÙÚÛÜŨŪŬŮŰŲƯǓỤỦỨỪỬỮỰ"), ("W", "ŴẀẂẄ"),
        ("Y", "ÝŶŸỲỴỶỸ"), ("Z", "ŹŻŽ"),
    }.SelectMany(spelled => spelled.Letters.Select(letter => (Letter: letter, spelled.Plain)))
        .ToDictionary(pair => pair.Letter, pair => pair.Plain);

    /// <summary>Whether UPN, date of birth and surname are the same. A missing date of birth agrees with nothing.</summary>
    /// <remarks>Surnames are compared without case, accents, hyphens, apostrophes, full stops and spaces.</remarks>
    public static bool Agree(Pupil here, Pupil there) =>
        here.Upn == there.Upn
        && here.DateOfBirth.Length > 0 && here.DateOfBirth == there.DateOfBirth
        && LettersOf(here.Surname) is { Length: > 0 } surname && surname == LettersOf(there.Surname);

    /// <summary>How a pupil of this school stands to the pupil with the same UPN at another school.</summary>
    public static SharedUpn Of(RosterEntry here, RosterEntry there, DateOnly night)
    {
        var agree = Agree(here.Pupil, there.Pupil);
        if (agree && AreDualRegistered(here.Pupil, there.Pupil))
        {
            return SharedUpn.DualRegistered;
        }

        if (here.Claims(night) && there.Claims(night))
        {
            // On the last day at one school the other one may already have the child; the move is settled the next night.
            return agree && (here.End == night || there.End == night) ? SharedUpn.Apart : SharedUpn.Asked;
        }

        return MayHaveMoved(there, here, night) ? (agree && there.HasLetGo(night) ? SharedUpn.CameFromThere : SharedUpn.Asked)
            : MayHaveMoved(here, there, night) ? (agree && here.HasLetGo(night) ? SharedUpn.WentThere : SharedUpn.Asked)
            : SharedUpn.Apart;
    }

    /// <summary>
    /// Whether the rosters of two schools say that it is one child, who moved from one to the other at any time or is registered at both.
    /// What is held about a child at either school is then about one person.
    /// </summary>
    public static bool IsOneChild(RosterEntry here, RosterEntry there, DateOnly today) =>
        Agree(here.Pupil, there.Pupil)
        && (AreDualRegistered(here.Pupil, there.Pupil)
            || (Fits(there, here, today) && there.HasLetGo(today)) || (Fits(here, there, today) && here.HasLetGo(today)));

    /// <summary>The days on roll of the school that a child left: they end before the stated admission to the other school.</summary>
    public static OnRoll BeforeMove(RosterEntry from, RosterEntry to)
    {
        var last = from.End ?? from.Pupil.OnRoll.Leaving;
        var admission = to.Pupil.OnRoll.Admission;
        return new(from.Pupil.OnRoll.Admission, admission == OnRoll.Always.Admission ? last : Dates.Earlier(last, admission.AddDays(-1)));
    }

    /// <summary>Whether nothing of either school's case or marks can concern the other any more: one roll ended before last year.</summary>
    public static bool IsPast(RosterEntry here, RosterEntry there, DateOnly night)
    {
        var lastYear = new AcademicYear(AcademicYear.Of(night).StartYear - 1);
        return here.End < lastYear.FirstDay || there.End < lastYear.FirstDay;
    }

    // Both are asked to say it, and one of them may be a subsidiary of a main school outside the trust.
    private static bool AreDualRegistered(Pupil here, Pupil there) => (here.EnrolmentStatus, there.EnrolmentStatus) is
        (EnrolmentStatus.Main, EnrolmentStatus.Subsidiary) or (EnrolmentStatus.Subsidiary, EnrolmentStatus.Main)
        or (EnrolmentStatus.Subsidiary, EnrolmentStatus.Subsidiary);

    private static bool MayHaveMoved(RosterEntry from, RosterEntry to, DateOnly night) =>
        to.Claims(night) && !IsPast(from, to, night) && Fits(from, to, night);

    /// <summary>
    /// Whether the dates of both rosters fit a move: one roll has ended, and the child is new at the other school. A child who was there
    /// long before came from nowhere, whatever another school's roster says.
    /// </summary>
    private static bool Fits(RosterEntry from, RosterEntry to, DateOnly night) =>
        !from.Claims(night) && from.End is { } end && end < night && to.Start is { } start && end <= start.AddDays(LongestOverlap);

    private static string LettersOf(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var c in name.ToUpperInvariant())
        {
            if (Spelled.TryGetValue(c, out var spelled))
            {
                letters.Append(spelled);
            }
            else if (!IsIgnored(c))
            {
                letters.Append(c);
            }
        }

        return letters.ToString();
    }

    // U+0300 to U+036F are accents that follow their letter; the signs of other scripts are part of the name.
    private static bool IsIgnored(char c) =>
        c is (>= '\u0300' and <= '\u036F') or '.' or '\'' or '\u2019' or '\u2018' or '\u02BC' or '`' or '\u00B4'
        || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;
}
