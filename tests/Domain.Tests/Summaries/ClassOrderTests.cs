using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Summaries;

public sealed class SchoolOrderTests
{
    [Theory]
    [InlineData("10 2 N R 1", "N R 1 2 10")]
    [InlineData("10B 1A 9C Oak 1B", "Oak 1A 1B 9C 10B")]
    [InlineData("Year10 Year9 Reception", "Reception Year9 Year10")]
    public void Names_without_a_number_come_first_and_numbers_are_counted(string names, string inOrder) =>
        Assert.Equal(inOrder.Split(' '), names.Split(' ').Order(ClassOrder.Instance));
}
