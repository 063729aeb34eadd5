using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>UPN, Date, Session, Code and perhaps MinutesLate: a row is one session. An empty code states nothing; the row counts as applied.</summary>
internal sealed class LongLayout(HeaderRow header, AcademicYear year) : IRegisterLayout
{
    private readonly Column _date = header.Find("Date");
    private readonly Column _session = header.Find("Session");
    private readonly Column _code = header.Find("Code");
    private readonly Column _minutes = header.Find("MinutesLate");

    public IEnumerable<StatedMark> Read(SourceRow row, RowFaults faults)
    {
        var hasDate = DateCell.TryRead(_date.Name, row[_date], faults, out var date);
        if (hasDate && !year.Contains(date))
        {
            faults.Add($"{_date.Name} {English.Day(date)} is {DateCell.Outside(year)}");
        }

        var half = ReadHalf(row[_session], faults);
        if (row[_code].Length == 0)
        {
            return [];
        }

        if (!MarkCell.TryParse(row[_code], out var mark))
        {
            MarkCell.AddUnknown(_code.Name, row[_code], faults);
        }
        else if (hasDate)
        {
            MarkCell.Check(_code.Name, mark, date, faults);
        }

        return [new(new(date, half), mark) { MinutesLate = mark.IsLate ? ReadMinutes(row, faults) : 0 }];
    }

    // Some systems print 0 for every pupil who was in time.
    private int ReadMinutes(SourceRow row, RowFaults faults)
    {
        var cell = _minutes.IsThere ? row[_minutes] : "";
        if (cell.Length == 0)
        {
            return 0;
        }

        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= LateMinutes.Most)
        {
            return minutes;
        }

        faults.Add($"{_minutes.Name} {English.Quote(cell)} is no whole number of minutes from 0 to {LateMinutes.Most}: correct it, or leave it empty.");
        return 0;
    }

    private HalfDay ReadHalf(string cell, RowFaults faults)
    {
        switch (cell.ToUpperInvariant())
        {
            case "AM":
                return HalfDay.AM;
            case "PM":
                return HalfDay.PM;
            default:
                faults.Add(cell.Length == 0
                    ? $"{_session.Name} is empty: it is AM or PM."
                    : $"{_session.Name} {English.Quote(cell)} is neither AM nor PM.");
                return HalfDay.AM;
        }
    }
}
