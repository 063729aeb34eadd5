using System.Diagnostics;
using System.Text.Json;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Tests.Campaign.Trusts;
using AttendanceFunctions.Tests.Campaign.Verdicts;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign.Naive;

/// <summary>The same trust, faults and kills for the naive sender: the rows that the campaign plants are its messages.</summary>
internal sealed class NaiveCampaign(CampaignOptions options, string storage, DirectoryInfo folder, IProgress<string> progress)
{
    public async Task<NaiveOutcome> RunAsync(CancellationToken enough, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var trust = CampaignTrust.Of(options);
        await using var ground = await Ground.StartAsync(storage, options, WorkerKind.Naive, folder, cancellationToken);
        var queue = ground.Storehouse.Queue(NaiveSender.Queue);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await ground.Storehouse.Table(NaiveSender.Table).CreateIfNotExistsAsync(cancellationToken);
        await using var log = new StreamWriter(Path.Combine(folder.FullName, "naive.log"));
        var planting = new Planting(options.Seed);
        var dice = new KillDice(options.Seed);
        await using var lives = new Lives(ground, dice, TextWriter.Synchronized(log).WriteLine, enough);
        var index = 0;
        for (; index < options.Nights && !enough.IsCancellationRequested; index++)
        {
            var (night, next) = (trust.Days[index], trust.Days[index + 1]);
            foreach (var row in trust.Rosters.SelectMany(school => planting.Rows(school.Key, school.Value, (next, next))))
            {
                await queue.SendMessageAsync(JsonSerializer.Serialize(MessageOf(trust, row)), cancellationToken);
            }

            var kills = (int)Math.Ceiling((double)(options.Kills - lives.Killed) / (options.Nights - index));
            var hours = CampaignTrust.HoursOf(night, next);
            await lives.RunAsync(hours, dice.ThrowForQueue(kills, hours[0].From), cancellationToken);
            progress.Report(
                $"Naive, {night:yyyy-MM-dd}: {lives.Killed} killed, {ground.Texts.Count + ground.Emails.Count} messages accepted.");
        }

        ground.Quieten(true);
        await ground.ShowHiddenAsync();
        await lives.RunAsync(CampaignTrust.HoursOf(trust.Days[index], trust.Days[index + 1]), [], cancellationToken);
        return Outcome(clock.Elapsed, index + 1, ground, lives, planting);
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

    private static NaiveOutcome Outcome(TimeSpan took, int nights, Ground ground, Lives lives, Planting planting)
    {
        var texts = ground.Texts.CountBy(text => text.Key).ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);
        var emails = ground.Emails.CountBy(email => email.Key)
            .ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);
        var keys = planting.Planted.Select(place => place.Key.ToString()).ToList();
        // A provider's plain no is nobody's loss, and not what is held against the sender.
        var refused = keys.Where(key => ground.Observer.RequestsOf(key).Any(fault => Causes.AnswerOf(fault) == Answer.No))
            .ToHashSet(StringComparer.Ordinal);
        return new(
            took, nights, lives.Killed, lives.Fallen, ground.Observer.StorageRequests, ground.Observer.FaultsInOrder(), keys.Count,
            ground.Observer.Offered.Count(), texts.Count + emails.Count,
            ground.Texts.Count + ground.Emails.Count - texts.Count - emails.Count,
            texts.Values.Count(count => count > 1), emails.Values.Count(count => count > 1),
            keys.Count(key => !texts.ContainsKey(key) && !emails.ContainsKey(key) && !refused.Contains(key)));
    }
}
