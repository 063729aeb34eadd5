using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AttendanceFunctions.Functions.Documents.Pages;

/// <summary>Renders a Razor component to HTML, outside any request: equal parameters give equal text.</summary>
public static partial class PageRenderer
{
    /// <param name="parameters">The component's parameters by their names.</param>
    /// <returns>The HTML. Control characters, which a roster may contain and HTML must not, are replaced by spaces.</returns>
    /// <exception cref="InvalidOperationException">The component has no parameter of one of the names.</exception>
    public static async Task<string> RenderAsync<TComponent>(IReadOnlyDictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        // Pages need no services: their parameters hold everything that they show.
        await using var noServices = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(noServices, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters.ToDictionary()));
            return root.ToHtmlString();
        });
        return EncodedControl().Replace(html, " ");
    }

    // The renderer encodes a control character as a numeric reference; tab, line feed and carriage return are allowed.
    [GeneratedRegex("&#x(?:[0-8BCEF]|1[0-9A-F]);", RegexOptions.NonBacktracking)]
    private static partial Regex EncodedControl();
}
