using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Text;

public class EnglishWordsTests
{
    [Theory]
    [InlineData(1, "once")]
    [InlineData(2, "twice")]
    [InlineData(3, "3 times")]
    public void How_often_is_said_as_people_say_it(int count, string words) => Assert.Equal(words, English.Times(count));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("done", new[] { "done" })]
    [InlineData("release or withhold", new[] { "release", "withhold" })]
    [InlineData("extend, escalate or close", new[] { "extend", "escalate", "close" })]
    public void Words_are_listed_as_a_sentence_has_them(string sentence, string[] words) => Assert.Equal(sentence, English.OneOf(words));
}
