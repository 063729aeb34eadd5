using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>OData filters from interpolated strings, every value quoted as its type wants it.</summary>
internal static class QueryFilter
{
    public static string Create(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = filter.GetArguments().Select(Literal).ToArray<object>();
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => Quoted(text),
        char text => Quoted(text.ToString()),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        int or short or byte or double or float or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Guid id => $"guid'{id:D}'",
        DateTimeOffset at => Moment(at.UtcDateTime),
        DateTime at => Moment(at.ToUniversalTime()),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be written as an OData literal.", nameof(value)),
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Moment(DateTime at) =>
        $"datetime'{at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)}'";
}
