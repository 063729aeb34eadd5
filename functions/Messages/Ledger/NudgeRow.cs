namespace AttendanceFunctions.Functions.Messages.Ledger;

/// <summary>Converts a row of the ledger to and from a table entity.</summary>
public static class NudgeRow
{
    public static TableEntity Write(Nudge nudge)
    {
        var entity = new TableEntity(TableKeys.Of(nudge.Place.School, nudge.Place.Year), nudge.Place.Key.ToString())
        {
            ["Upn"] = nudge.Upn.ToString(),
            ["Kind"] = nudge.Kind.ToString(),
            ["Period"] = nudge.Period,
            ["Channel"] = nudge.Channel.ToString(),
            ["ContactSlot"] = nudge.ContactSlot,
            ["State"] = nudge.State.ToString(),
            ["Reason"] = nudge.Reason?.ToString(),
            ["PlannedOn"] = TableKeys.Of(nudge.PlannedOn),
            ["FirstDay"] = TableKeys.Of(nudge.FirstDay),
            ["LastDay"] = TableKeys.Of(nudge.LastDay),
            ["Released"] = nudge.IsReleased,
            ["QueuedAt"] = nudge.QueuedAt is { } queued ? Columns.OfInstant(queued) : null,
            ["Bundled"] = string.Join(",", nudge.Bundled.Places.Select(PlaceText)),
            ["Lead"] = PlaceText(nudge.Lead),
            ["Owner"] = nudge.Owner?.ToString("N"),
            ["MovedAt"] = nudge.MovedAt is { } moved ? Columns.OfInstant(moved) : null,
            ["ProviderId"] = nudge.ProviderId,
            ["Segments"] = nudge.Segments,
        };
        AuthorColumns.Write(entity, "DecidedBy", nudge.DecidedBy);
        return entity;
    }

    public static Versioned<Nudge> Read(TableEntity entity)
    {
        var parts = entity.PartitionKey.Split(':');
        var place = new LedgerPlace(SchoolId.Parse(parts[0]), YearOf(parts[1]), NudgeKey.Parse(entity.RowKey));
        var planned = new Nudge(
            place, Upn.Parse(entity.Text("Upn")), entity.Word<MessageKind>("Kind"), entity.Text("Period"), entity.Word<Channel>("Channel"),
            entity.Number("ContactSlot"), entity.Date("PlannedOn"), entity.Date("FirstDay"), entity.Date("LastDay"));
        var nudge = Nudge.Stored(
            planned, entity.Word<NudgeState>("State"),
            entity.GetString("Reason") is null ? null : entity.Word<SuppressionReason>("Reason"),
            entity.Flag("Released"), entity.AuthorIfAny("DecidedBy"), entity.InstantIfAny("QueuedAt"),
            new([.. entity.Text("Bundled").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(PlaceOf)]),
            PlaceOf(entity.Text("Lead")), entity.GuidIfAny("Owner"), entity.InstantIfAny("MovedAt"), entity.GetString("ProviderId"),
            entity.Number("Segments"));
        return new(nudge, entity.ETag);
    }

    /// <summary>A place as one text: school:year:key.</summary>
    public static string PlaceText(LedgerPlace place) => $"{TableKeys.Of(place.School, place.Year)}:{place.Key}";

    /// <summary>Reads what <see cref="PlaceText"/> writes.</summary>
    /// <exception cref="FormatException">The text is not a place.</exception>
    public static LedgerPlace PlaceOf(string text) => text.Split(':') is [var school, var year, var key]
        ? new(SchoolId.Parse(school), YearOf(year), NudgeKey.Parse(key))
        : throw new FormatException("A place in the ledger is school:year:key.");

    private static AcademicYear YearOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var year)
        && year.Year < DateOnly.MaxValue.Year
            ? new(year.Year)
            : throw new FormatException("A school year is the four digits of the year in which it begins.");
}
