using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>A named field: <c>{{DaysMissed}}</c> in a template becomes "9½ days" in the letter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it says, in one sentence.</param>
/// <param name="Value">What it says of one pupil.</param>
public sealed record LetterField(string Name, string Meaning, Func<LetterFacts, string> Value);

/// <summary>A column of a list: <c>{{Log.Date}}</c>.</summary>
public sealed record LetterColumn(string Name, string Meaning);

/// <summary>A field with several items: the row of a table that names its columns is repeated for each item.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What its items are, in one sentence.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Items">Its items for one pupil, each with a text for every column.</param>
public sealed record LetterList(
    string Name, string Meaning, IReadOnlyList<LetterColumn> Columns, Func<LetterFacts, IReadOnlyList<IReadOnlyList<string>>> Items);

/// <summary>A condition: what stands between <c>{{if Sen}}</c> and <c>{{end}}</c> is only in letters for which it holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">When it holds, in one sentence.</param>
/// <param name="Holds">Whether it holds for one pupil.</param>
public sealed record LetterCondition(string Name, string Meaning, Func<LetterFacts, bool> Holds);

/// <summary>Fields that may stand in the same letters.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Letters">The letters that they may stand in.</param>
/// <param name="Fields">Those with one value.</param>
/// <param name="Lists">Those with several items.</param>
/// <param name="Conditions">Conditions on the text around them.</param>
public sealed record LetterFieldGroup(
    string Name, IReadOnlyList<LetterKind> Letters, IReadOnlyList<LetterField> Fields, IReadOnlyList<LetterList> Lists, IReadOnlyList<LetterCondition> Conditions);
