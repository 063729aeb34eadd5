using System.Globalization;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Pages;

/// <summary>
/// A made-up page with everything that a page can have: each kind of cell, tone and picture, totals, gaps, and tables without a row.
/// </summary>
public static class FullPage
{
    /// <summary>What a spreadsheet or a browser would run if it were not kept from it.</summary>
    public static IReadOnlyList<string> Hostile { get; } =
        [
            "=HYPERLINK(\"http://x\",\"y\")", "+1", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "@SUM(A1)", "-2+3",
            "\tTab & 'quote'", "a\u0000b\uD800c _x0041_",
        ];

    private static readonly ChartTarget Target = new("target", 96);

    private static readonly string[] Schools =
    [
        "Riverside Primary School", "St Mary Magdalene's Church of England Voluntary Aided Primary School", "Hill View Academy",
        "Oakwood Infant School",
        "Millfield Junior School", "The Grange Secondary School", "Northgate High School", "Ashdown Special School",
        "Brookside Nursery and Primary School",
    ];

    public static SummaryPage Make() => Make("Riverside Learning Trust", Schools);

    /// <summary>The page of a trust with hostile names.</summary>
    public static SummaryPage MakeHostile() => Make(Hostile[2], Hostile);

    private static SummaryPage Make(string trust, IReadOnlyList<string> schools) => new(
        $"{trust}: attendance",
        "The school year from 1 September to 21 November 2025, 110 sessions of each school",
        [
            new(
                "Attendance this year", Cell.Percent(Rate.Of(931, 1_000)), "Target 96%: 2.9 points below. England, primary: 94.7%",
                Tone.Concern),
            new("Attendance on Friday 21 November", Cell.Percent(Rate.Of(952, 1_000)), "0.4 points above the Friday before", Tone.Good),
            new("Pupils on roll", 12_345, "In 9 schools", Tone.Plain),
            new("Persistently absent pupils", 1_987, "16.1% of pupils; England, primary: 14.6%", Tone.Watch),
            new("Days of learning lost", Cell.Number(40_123.5m), "3.3 for each pupil", Tone.Plain),
            new("Reviews overdue", 0, "None is overdue", Tone.Good),
        ],
        [
            new("Schools", [SchoolTable(schools)]),
            new("Over time", [Weeks(), Weekdays()]),
            new("Pupils per stage", [Stages(), Moves()]),
            new("Groups of pupils", [Groups(schools), Nobody()]),
            new("What was done", [Work(schools)]),
        ]);

    private static SummaryTable SchoolTable(IReadOnlyList<string> schools) => new(
        "by-school", "Schools", "Each school and its trend",
        "Sessions from 1 September to 21 November 2025. Last night is Friday 21 November; four weeks are the 20 school days from 20 "
            + "October. Fewer than 5 pupils show no rate.",
        [
            new("school", "School", 34), new("pupils", "Pupils", 9), new("last_night", "Last night", 10),
            new("four_weeks", "Four weeks", 10), new("year", "This year", 10),
            new("points_from_target", "Points from target", 11), new("persistent_absence", "Persistently absent", 13),
            new("severe_absence", "Severely absent", 11), new("hours_lost", "Hours lost", 10),
            new("registers_to", "Registers up to", 12), new("standing", "How it stands", 22),
        ],
        [
            .. schools.Select((school, index) => index == 3
                ? new SummaryRow(
                [
                    school, 3, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, 0, 0, Cell.Empty, Cell.Date(new(2025, 11, 21)),
                    "too few pupils to show",
                ])
                : new SummaryRow(
                [
                    school, 120 + 341 * index, Percent(940 + 3 * index), Percent(933 + 5 * index), Percent(925 + 6 * index),
                    Cell.Number(-3.5m + 0.6m * index),
                    12 + 31 * index, 2 * index, Cell.Number(1_012.5m * (index + 1)), Cell.Date(new(2025, 11, 21 - index % 3)),
                    index < 4 ? "below target" : index < 6 ? "close to target" : "reaches target",
                ])
                { Tone = index < 4 ? Tone.Concern : index < 6 ? Tone.Watch : Tone.Good }),
            new(
            [
                "The trust", 12_345, Percent(952), Percent(941), Percent(931), Cell.Number(-2.9m), 1_987, 104, Cell.Number(40_123.5m),
                Cell.Date(new(2025, 11, 21)), "below target",
            ])
            { IsTotal = true, Tone = Tone.Concern },
        ],
        "No school has data yet.")
    {
        Chart = new SummaryChart("year", Target),
    };

    private static SummaryTable Weeks() => new(
        "weeks", "Weeks", "The year week by week",
        "Every week from 1 September to 21 November 2025; weeks without a school day have no rate.",
        [new("monday", "Week from", 12), new("possible", "Possible sessions", 12), new("attendance", "Attendance", 12)],
        [
            .. Enumerable.Range(0, 12).Select(week => new SummaryRow(week == 8
                ? [Cell.Date(new DateOnly(2025, 9, 1).AddDays(7 * week)), 0, Cell.Empty]
                : [Cell.Date(new DateOnly(2025, 9, 1).AddDays(7 * week)), 98_760 - 11 * week, Percent(961 - 4 * week + 7 * (week % 3))])),
        ],
        "No week has ended yet.")
    {
        Chart = new SummaryChart("attendance", Target, IsLine: true),
    };

    private static SummaryTable Weekdays() => new(
        "weekdays", "Weekdays", "Weekdays, mornings and afternoons", "All sessions from 1 September to 21 November 2025.",
        [new("weekday", "Weekday", 14), new("morning", "Morning", 11), new("afternoon", "Afternoon", 11), new("both", "Both", 11)],
        [
            .. new[] { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday" }.Select((day, index) => new SummaryRow(
            [
                day, Percent(936 + 2 * index), Percent(930 + 3 * index % 7), Percent(933 - 4 * (index / 4)),
            ])),
        ],
        "There is no session yet.")
    {
        Chart = new SummaryChart("both", new("all days", 93.1m)),
    };

    private static SummaryTable Stages() => new(
        "stages", "Stages", "Pupils at each stage", "Where the case of each pupil on roll stood on the night of 21 November 2025.",
        [new("stage", "Stage", 30), new("pupils", "Pupils", 10), new("share", "Share", 10)],
        [
            new(["Celebrate", 8_210, Percent(665)]), new(["Stage 1: Pleasant Nudge", 1_204, Percent(98)]),
            new(["Stage 2: Engage", 944, Percent(76)]),
            new(["Stage 3: Attendance Contract 1", 1_400, Percent(113)]), new(["Stage 4: Attendance Contract 2", 480, Percent(39)]),
            new(["Stage 5: Referral to Local Authority", 107, Percent(9)]),
        ],
        "No pupil is at a stage.")
    {
        Chart = new SummaryChart("pupils", null),
    };

    private static SummaryTable Moves() => new(
        "moves", "Moves", "Who moved since last week", "Pupils whose stage on 21 November 2025 differs from the one a week before.",
        [new("from", "From", 24), new("to", "To", 24), new("pupils", "Pupils", 10), new("direction", "Which way", 14)],
        [
            new(["Celebrate", "Stage 1: Pleasant Nudge", 51, "down"]) { Tone = Tone.Watch },
            new(["Stage 2: Engage", "Stage 1: Pleasant Nudge", 17, "up"]) { Tone = Tone.Good },
        ],
        "Nobody moved.");

    private static SummaryTable Groups(IReadOnlyList<string> schools) => new(
        "groups", "Groups", "Groups against the pupils who are not in them",
        "Sessions from 1 September to 21 November 2025. Fewer than 5 pupils show no rate.",
        [
            new("group", "Group", 24), new("pupils", "Pupils", 9), new("attendance", "Attendance", 11),
            new("others", "Pupils not in it", 11), new("gap", "Gap in points", 9),
        ],
        [
            new(["Special educational needs: plan", 320, Percent(871), Percent(934), Cell.Number(-6.3m)]) { Tone = Tone.Concern },
            new(["Pupil premium", 3_011, Percent(909), Percent(939), Cell.Number(-3m)]),
            new(["Looked after", 4, Cell.Empty, Cell.Empty, Cell.Empty]),
            new([$"Class {schools[1]}", 30, Percent(1_000), Percent(930), Cell.Number(7)]) { Tone = Tone.Good },
        ],
        "There is no group.");

    private static SummaryTable Nobody() => new(
        "social-worker", "Social worker", "Pupils with a social worker", "Sessions from 1 September to 21 November 2025.",
        [new("group", "Group", 24), new("pupils", "Pupils", 9)], [], "No pupil on roll has a social worker on file.");

    private static SummaryTable Work(IReadOnlyList<string> schools) => new(
        "work", "Work", "Messages, reviews and letters", "From 1 September to 21 November 2025; what is due, on that night.",
        [
            new("school", "School", 34), new("sent", "Messages sent", 10), new("failed", "Not delivered", 10),
            new("next_review", "Next review", 12), new("note", "What to do next", 60),
        ],
        [
            .. schools.Select((school, index) => new SummaryRow(
            [
                school, 1_000 + index, index, index == 2 ? Cell.Empty : Cell.Date(new(2025, 11, 24 + index % 5)),
                index == 0
                    ? "Two reviews are due on Monday; the headteacher has the papers, and one family asked for an interpreter."
                    : $"Nothing is due before {(24 + index % 5).ToString(CultureInfo.InvariantCulture)} November.",
            ])),
        ],
        "Nothing was done yet.");

    private static Cell Percent(int thousandths) => Cell.Percent(Rate.Of(thousandths, 1_000));
}
