namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>The names that a page's style sheet gives to tones.</summary>
internal static class ToneClass
{
    public static string Of(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Watch => "watch",
        Tone.Concern => "concern",
        _ => "plain",
    };
}
