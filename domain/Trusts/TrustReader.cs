using System.Collections.Immutable;

namespace AttendanceFunctions.Domain.Trusts;

/// <summary>Reads settings/trust.json.</summary>
/// <param name="ownPolicies">The trust's own policies; one with the id of a built-in pack replaces the pack.</param>
public sealed class TrustReader(IEnumerable<Policy> ownPolicies)
{
    /// <summary>In days. A half term has at most eight weeks; a period of more than ten is probably a whole term.</summary>
    private const int LongestHalfTerm = 70;

    /// <summary>The most addresses of a school's email of the morning: an office and its leads.</summary>
    private const int MostMorningEmails = 10;

    /// <summary>The names of the columns that files of schools may have; a heading can be given to each of them.</summary>
    public IReadOnlyCollection<string> Columns { get; init; } = [];

    private readonly Dictionary<string, Policy> _policies = BuiltInPolicies.All.Concat(ownPolicies)
        .GroupBy(policy => policy.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);

    public Checked<Trust> Read(string json) => SettingsSection.Read(json, ReadTrust);

    private Trust ReadTrust(SettingsSection section)
    {
        var policy = ReadPolicy(section, fallback: null);
        var terms = ReadTerms(section);
        var closures = section.Dates("closures");
        var morning = MorningReader.Read(section);
        var goingLive = GoingLiveReader.Read(section);
        var authorities = AuthorityReturnsReader.ReadAll(section);
        var columns = section.TextsByName("columns", Columns);
        var schools = section.Sections(
            "schools",
            school => ReadSchool(
                school, policy, new(terms, closures.Concat(school.Dates("closures"))), authorities, morning, goingLive, columns));
        AuthorityReturnsReader.RemarkOnUnused(section, authorities, schools);
        foreach (var twice in schools.GroupBy(school => school.Id).Where(group => group.Count() > 1 && group.Key != default))
        {
            section.AddFault("schools", $"names the school {twice.Key} more than once; list each school once.");
        }

        return new(
            section.Text("name"), ReadAutomatic(section), section.Section("lead", ReadLead),
            section.Has("sending") ? section.Section("sending", ReadSending) : new(SendingWindow.Earliest, SendingWindow.Latest),
            section.WholeNumber("minimumPossibleSessions", 1, 380, fallback: 20), section.Number("minimumCoverage", 0, 1, fallback: 0.5m),
            [.. schools.OrderBy(school => school.Id)])
        {
            Colours = TrustColours.Read(section),
            MostSegments = section.WholeNumber("mostSegments", 1, 10, fallback: Trust.UsualMostSegments),
        };
    }

    /// <summary>The mode applies to the messages of concern; every other kind is sent automatically only if it is listed.</summary>
    private static HashSet<MessageKind> ReadAutomatic(SettingsSection section)
    {
        var mode = section.Choice<ReleaseMode>("mode", fallback: ReleaseMode.Review);
        var ofMode = mode == ReleaseMode.Automatic ? MessageKinds.ByName.Values.Where(rule => rule.IsOfConcern()) : [];
        return [.. ofMode, .. section.Choices("automatic", MessageKinds.OfNights)];
    }

    private static TrustLead ReadLead(SettingsSection section)
    {
        var email = section.Text("email");
        if (email.Length > 0 && !EmailAddress.TryParse(email, out _))
        {
            section.AddFault("email", "must be one email address, such as lead@example.org.");
        }

        return new(section.Text("name", fallback: "Trust attendance lead"), email);
    }

    private static SendingWindow ReadSending(SettingsSection section)
    {
        var window = new SendingWindow(section.Time("from", SendingWindow.Earliest), section.Time("to", SendingWindow.Latest));
        if (window.From < SendingWindow.Earliest)
        {
            section.AddFault("from", "must not be before 08:00; no message leaves earlier.");
        }

        if (window.To > SendingWindow.Latest)
        {
            section.AddFault("to", "must not be after 18:00; no message leaves later.");
        }

        if (window.From >= window.To)
        {
            section.AddFault("to", "must be later than \"from\".");
        }

        return window;
    }

    private static List<(DateOnly From, DateOnly To)> ReadTerms(SettingsSection section)
    {
        var terms = section.Sections("terms", term =>
        {
            var (from, to) = (term.Date("from"), term.Date("to"));
            if (term.AreValid("from", "to") && to < from)
            {
                term.AddFault("to", "must not be before \"from\".");
            }
            else if (term.AreValid("from", "to") && to.DayNumber - from.DayNumber > LongestHalfTerm)
            {
                term.AddRemark(
                    "to", $"is {(to.DayNumber - from.DayNumber) / 7} weeks after \"from\": list each half term by itself, "
                    + "or figures and messages about half terms and terms are about the wrong days.");
            }

            return (From: from, To: to);
        });
        var isValid = section.IsValid("terms");
        var ordered = terms.OrderBy(term => term.From).ToList();
        foreach (var (first, second) in ordered.Zip(ordered.Skip(1)).Where(pair => isValid && pair.Second.From <= pair.First.To))
        {
            section.AddFault(
                "terms",
                $"the half terms from {first.From:yyyy-MM-dd} and from {second.From:yyyy-MM-dd} overlap; list each half term once.");
        }

        return ordered;
    }

    private School ReadSchool(
        SettingsSection section, Policy trustPolicy, SchoolCalendar calendar, IReadOnlyDictionary<string, AuthorityReturns> authorities,
        MorningReader morning, GoingLiveReader goingLive, IReadOnlyDictionary<string, string> columns)
    {
        var authority = section.Text("localAuthority");
        var registersClose = section.Time("registersClose", new TimeOnly(9, 30));
        return new(
            ReadId(section), section.Text("name"), section.Choice<Phase>("phase", fallback: null), authority, ReadPhone(section),
            section.Text("contact", fallback: "the attendance officer"), registersClose,
            section.Has("policy") ? ReadPolicy(section, trustPolicy.Id) : trustPolicy, calendar)
        {
            Morning = morning.Of(section, registersClose),
            SpeakTo = SpeakTo.Read(section),
            GoingLive = goingLive.Of(section, calendar),
            Returns = authorities.GetValueOrDefault(authority) ?? AuthorityReturns.Usual(authority),
            PartClosures = PartClosureReader.ReadAll(section, calendar),
            Expectations = ImprovementExpectationReader.ReadAll(section, calendar),
            MorningEmail = ReadMorningEmail(section),
            Columns = ReadColumns(section, columns),
        };
    }

    /// <summary>The headings of a school's exports: its own, and the trust's where it gives none.</summary>
    private ImmutableDictionary<string, string> ReadColumns(SettingsSection section, IReadOnlyDictionary<string, string> ofTrust) =>
        ofTrust.ToImmutableDictionary().SetItems(section.TextsByName("columns", Columns));

    private static SchoolId ReadId(SettingsSection section)
    {
        var text = section.Text("id");
        if (!SchoolId.TryParse(text, out var id) && text.Length > 0)
        {
            section.AddFault("id", "must be the school's URN or another id of letters, digits and hyphens.");
        }
        else if (text == Trust.Itself)
        {
            section.AddFault("id", $"must not be \"{Trust.Itself}\", which stands for the trust as a whole; use the school's URN.");
        }

        return id;
    }

    private static List<EmailAddress> ReadMorningEmail(SettingsSection section)
    {
        const string Name = "morningEmail";
        var addresses = new List<EmailAddress>();
        // A blank entry is a fault of its own.
        foreach (var text in (section.Has(Name) ? section.Texts(Name) : []).Where(text => text.Trim().Length > 0))
        {
            if (!EmailAddress.TryParse(text, out var address))
            {
                section.AddFault(Name, $"has {English.Quote(text)}, which is not an email address, such as office@school.example.");
            }
            else if (addresses.Contains(address))
            {
                section.AddFault(Name, $"has {English.Quote(text)} more than once; list each address once.");
            }
            else
            {
                addresses.Add(address);
            }
        }

        if (addresses.Count > MostMorningEmails)
        {
            section.AddFault(Name, $"has more than {MostMorningEmails} addresses; list the school's office and its attendance lead.");
        }

        return addresses;
    }

    private static string ReadPhone(SettingsSection section)
    {
        var phone = section.Text("phone");
        var isNumber = phone.Count(char.IsAsciiDigit) is >= 9 and <= 15
            && phone.All(c => char.IsAsciiDigit(c) || " +()-".Contains(c, StringComparison.Ordinal));
        if (phone.Length > 0 && !isNumber)
        {
            section.AddFault("phone", $"must be a telephone number that parents can call, not \"{phone}\".");
        }

        return phone;
    }

    private Policy ReadPolicy(SettingsSection section, string? fallback)
    {
        var id = fallback is null ? section.Text("policy") : section.Text("policy", fallback);
        if (_policies.TryGetValue(id, out var policy))
        {
            return policy;
        }

        if (id.Length > 0)
        {
            section.AddFault(
                "policy", $"there is no policy \"{id}\"; use one of {string.Join(", ", _policies.Keys.Order(StringComparer.Ordinal))}, "
                + $"or put the policy into settings/policies/{id}.json.");
        }

        return _policies.Values.First();
    }
}
