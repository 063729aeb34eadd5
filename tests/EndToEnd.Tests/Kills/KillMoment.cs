using System.Diagnostics;
using System.Globalization;
using AttendanceFunctions.Tests.EndToEnd.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.EndToEnd.Kills;

/// <summary>The moment at which a host is killed.</summary>
public abstract record KillMoment
{
    /// <summary>A time span after the start of the process.</summary>
    public sealed record After(TimeSpan Time) : KillMoment
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time.TotalSeconds:0.00} s after its start");

        protected override Task<bool> HasComeAsync(Watch watch) => Task.FromResult(watch.Running.Elapsed >= Time);
    }

    /// <summary>As soon as the outbox has grown by a number of bytes, which is while messages are sent.</summary>
    public sealed record WhenSent(int Bytes) : KillMoment
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"when the outbox has grown by {Bytes} bytes");

        protected override Task<bool> HasComeAsync(Watch watch) => Task.FromResult(watch.Outbox.Length >= watch.LengthBefore + Bytes);
    }

    /// <summary>As soon as a table has a number of rows that match a filter.</summary>
    public sealed record WhenRows(string Table, string Filter, int Rows) : KillMoment
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"when {Table} has {Rows} rows{(Filter.Length > 0 ? " with " : "")}{Filter}");

        protected override async Task<bool> HasComeAsync(Watch watch)
        {
            try
            {
                var table = new TableServiceClient(watch.Storage).GetTableClient(Table);
                var rows = 0;
                await foreach (var _ in table.QueryAsync<TableEntity>(Filter.Length > 0 ? Filter : null))
                {
                    rows++;
                }

                return rows >= Rows;
            }
            catch (Azure.RequestFailedException missing) when (missing.Status == 404)
            {
                // The host has not created its tables yet.
                return false;
            }
        }
    }

    /// <summary>Waits until the moment has come and kills the host.</summary>
    /// <returns>False if the host ended before the moment.</returns>
    public async Task<bool> KillAsync(HostProcess host, string storage, OutboxFolder outbox)
    {
        var watch = new Watch(storage, outbox, outbox.Length, Stopwatch.StartNew());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!await HasComeAsync(watch))
        {
            if (host.HasExited || watch.Running.Elapsed > TimeSpan.FromMinutes(2))
            {
                return false;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return await host.KillAsync();
    }

    protected abstract Task<bool> HasComeAsync(Watch watch);

    /// <summary>The observable state of a running host.</summary>
    protected sealed record Watch(string Storage, OutboxFolder Outbox, long LengthBefore, Stopwatch Running);
}
