using System.Text.RegularExpressions;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>A log line holds opaque keys and counts: no template and no value of one speaks of a person.</summary>
public sealed partial class LogTemplateTests
{
    private static readonly IReadOnlyList<(string File, Match Log)> Logs =
        [.. Sources.OfFunctions.SelectMany(file => Log().Matches(file.Value).Select(log => (file.Key, log)))];

    [Fact]
    public void No_log_names_anything_about_a_person()
    {
        Assert.NotEmpty(Logs);
        Assert.Empty(
            Logs.Where(
                log => Personal().IsMatch(log.Log.Groups["template"].Value) || Personal().IsMatch(log.Log.Groups["parameters"].Value))
            .Select(log => $"{log.File}: {log.Log.Value}"));
    }

    [Fact]
    public void Every_log_is_a_template_that_this_test_reads()
    {
        Assert.Equal(Sources.OfFunctions.Values.Sum(source => Regex.Count(source, @"\[LoggerMessage")), Logs.Count);
        Assert.Empty(
            Sources.OfFunctions.Where(
                file => Regex.IsMatch(file.Value, @"\.Log(Trace|Debug|Information|Warning|Error|Critical)?\(|Console\.|Trace\.Write"))
                    .Select(file => file.Key));
    }

    [Fact]
    public void A_log_takes_keys_and_counts_alone() => Assert.Empty(
        Logs.SelectMany(
            log => log.Log.Groups["parameters"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries)
                .Select(parameter => (log.File, Type: parameter.Split(' ')[0], parameter)))
            .Where(
                log => log.Type is not ("int"
                    or "NudgeKey"
                    or "NudgeState"
                    or "MorningNoteState"
                    or "SchoolId"
                    or "DateOnly"
                    or "string"
                    or "Exception"))
            .Select(log => $"{log.File}: {log.parameter}"));

    [GeneratedRegex(
        @"\[LoggerMessage\([^\]]*?Message = (?<template>""[^""]*""(\s*\+\s*""[^""]*"")*)\)\]\s+"
        + @"private (static )?partial void \w+\((?<parameters>[^)]*)\);",
        RegexOptions.Singleline)]
    private static partial Regex Log();

    [GeneratedRegex("name|surname|pupil(?!s)|phone|mobile|email|address|upn|mark|body|contact", RegexOptions.IgnoreCase)]
    private static partial Regex Personal();
}
