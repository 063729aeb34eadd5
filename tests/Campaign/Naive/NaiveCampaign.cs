using System.Diagnostics;
using System.Text.Json;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Tests.Campaign.Trusts;
using AttendanceFunctions.Tests.Campaign.Verdicts;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign.Naive;

/// <summary>Runs the naive sender with the same trust, faults and kills. The campaign's extra messages are its messages.</summary>
internal sealed class NaiveCampaign(CampaignOptions options, string storage, DirectoryInfo folder, IProgress<string> progress)
{
    public async Task<NaiveOutcome> RunAsync(CancellationToken endEarly, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var trust = CampaignTrust.Of(options);
        await using var environment = await CampaignEnvironment.StartAsync(storage, options, WorkerKind.Naive, folder, cancellationToken);
        var queue = environment.Storage.Queue(NaiveSender.Queue);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await environment.Storage.Table(NaiveSender.Table).CreateIfNotExistsAsync(cancellationToken);
        await using var log = new StreamWriter(Path.Combine(folder.FullName, "naive.log"));
        var extraMessages = new ExtraMessages(options.Seed, new(AttendanceApp.SimulatedSecret));
        var randomKills = new RandomKills(options.Seed);
        await using var workers = new WorkerSequence(environment, randomKills, TextWriter.Synchronized(log).WriteLine, endEarly);
        var index = 0;
        for (; index < options.Nights && !endEarly.IsCancellationRequested; index++)
        {
            var (night, next) = (trust.Days[index], trust.Days[index + 1]);
            foreach (var row in trust.Rosters.SelectMany(school => extraMessages.Rows(school.Key, school.Value, (next, next))))
            {
                await queue.SendMessageAsync(JsonSerializer.Serialize(MessageOf(trust, row)), cancellationToken);
            }

            var kills = (int)Math.Ceiling((double)(options.Kills - workers.Killed) / (options.Nights - index));
            var hours = CampaignTrust.HoursOf(night, next);
            await workers.RunAsync(hours, randomKills.NextForQueue(kills, hours[0].From), cancellationToken);
            progress.Report(
                $"Naive, {night:yyyy-MM-dd}: {workers.Killed} killed, {environment.Texts.Count + environment.Emails.Count} messages "
                + "accepted.");
        }

        environment.PauseFaults(true);
        await environment.ShowHiddenMessagesAsync();
        await workers.RunAsync(CampaignTrust.HoursOf(trust.Days[index], trust.Days[index + 1]), [], cancellationToken);
        return Outcome(clock.Elapsed, index + 1, environment, workers, extraMessages);
    }

    private static NaiveMessage MessageOf(CampaignTrust trust, Nudge row)
    {
        var pupil = trust.Rosters[row.Place.School].Single(pupil => pupil.Upn == row.Upn);
        var to = Address.AllOf(pupil.Contacts.Single(contact => contact.Slot == row.ContactSlot)).First();
        return new(
            row.Place.Key.ToString(),
            row.Channel == Channel.Text,
            to.Value,
            $"{pupil.PreferredName} has missed some days. Please call us if we can help.");
    }

    private static NaiveOutcome Outcome(
        TimeSpan took, int nights, CampaignEnvironment environment, WorkerSequence workers, ExtraMessages extraMessages)
    {
        var texts = environment.Texts.CountBy(text => text.Key)
            .ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);
        var emails = environment.Emails.CountBy(email => email.Key)
            .ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);
        var keys = extraMessages.Added.Select(place => place.Key.ToString()).ToList();
        // A message that a provider clearly rejected is not lost by the sender.
        var refused = keys.Where(key => environment.Observer.RequestsOf(key).Any(fault => Causes.AnswerOf(fault) == ProviderAnswer.No))
            .ToHashSet(StringComparer.Ordinal);
        return new(
            took, nights, workers.Killed, workers.Crashed, environment.Observer.StorageRequests, environment.Observer.FaultsInOrder(),
            keys.Count,
            environment.Observer.Offered.Count(), texts.Count + emails.Count,
            environment.Texts.Count + environment.Emails.Count - texts.Count - emails.Count,
            texts.Values.Count(count => count > 1), emails.Values.Count(count => count > 1),
            keys.Count(key => !texts.ContainsKey(key) && !emails.ContainsKey(key) && !refused.Contains(key)));
    }
}
