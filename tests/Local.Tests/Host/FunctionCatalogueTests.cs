using AttendanceFunctions.Local.Host.Triggers;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Tests.Local.Host;

public sealed class FunctionCatalogueTests
{
    [Fact]
    public void Timer_and_queue_functions_are_found_in_order_of_their_names()
    {
        var catalogue = FunctionCatalogue.From([typeof(EveningFunctions)]);

        Assert.Equal(["A", "B"], catalogue.Timers.Select(timer => timer.Name));
        Assert.Equal(
            new DateTime(2026, 1, 12, 19, 0, 0),
            catalogue.Timers[0].Schedule.GetNextOccurrence(new DateTime(2026, 1, 12, 12, 0, 0)));
        Assert.Equal(("C", "messages"), catalogue.Queues.Select(queue => (queue.Name, queue.Queue)).Single());
    }

    [Theory]
    [InlineData(typeof(Returning), "returns String")]
    [InlineData(typeof(Binding), "has the parameter 'name'")]
    [InlineData(typeof(Untriggered), "has neither")]
    [InlineData(typeof(Misbound), "has neither")]
    [InlineData(typeof(Twice), "has more than one trigger")]
    [InlineData(typeof(FiveFields), "not a cron expression of six fields")]
    [InlineData(typeof(FromSettings), "takes '%Queue%' from the app's settings")]
    [InlineData(typeof(SilentPage), "returns Task; output bindings are not supported, so it must return a Task<IResult>")]
    public void An_unsupported_function_is_rejected_with_a_reason(Type functions, string reason)
    {
        var fault = Assert.Throws<NotSupportedException>(() => FunctionCatalogue.From([functions]));

        Assert.Contains("the function Odd", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_function_has_its_verbs_and_its_route()
    {
        var page = FunctionCatalogue.From([typeof(ChildPage)]).Pages.Single();

        Assert.Equal("ShowChild", page.Name);
        Assert.Equal(["get"], page.Verbs);
        Assert.Equal(["school", "child"], page.Route.Parameters.Select(parameter => parameter.Name));
    }

    private static class ChildPage
    {
        [Function("ShowChild")]
        public static Task<IResult> Run([HttpTrigger("get", Route = "schools/{school}/children/{child}")] HttpRequest request) =>
            Task.FromResult(Results.Text($"{request.RouteValues["school"]} {request.RouteValues["child"]}"));
    }

    private static class SilentPage
    {
        [Function("Odd")]
        public static Task Run([HttpTrigger("get")] HttpRequest request) => Task.CompletedTask;
    }

    private static class Returning
    {
        [Function("Odd")]
        public static string Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => "";
    }

    private static class Binding
    {
        [Function("Odd")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, string name) { }
    }

    private static class Untriggered
    {
        [Function("Odd")]
        public static void Run(CancellationToken cancellationToken) { }
    }

    private static class Misbound
    {
        [Function("Odd")]
        public static void Run([QueueTrigger("messages")] TimerInfo timer) { }
    }

    private static class Twice
    {
        [Function("Odd")]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, [QueueTrigger("messages")] QueueMessage message) { }
    }

    private static class FiveFields
    {
        [Function("Odd")]
        public static void Run([TimerTrigger("0 * * * *")] TimerInfo timer) { }
    }

    private static class FromSettings
    {
        [Function("Odd")]
        public static void Run([QueueTrigger("%Queue%")] QueueMessage message) { }
    }
}
