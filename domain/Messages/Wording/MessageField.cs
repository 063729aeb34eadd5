namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A named field: <c>{{DaysMissed}}</c> in a template becomes "9½ days" in the message.</summary>
/// <typeparam name="T">What it is about: the whole message, one child or one school.</typeparam>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it says, in one sentence.</param>
/// <param name="Instead">The field to write in other languages, because this one holds an English word; empty where it holds none.</param>
/// <param name="Value">What it says.</param>
public sealed record MessageField<T>(string Name, string Meaning, string Instead, Func<T, IEnumerable<Piece>> Value);

/// <summary>A condition: what stands between <c>{{if Sen}}</c> and <c>{{end}}</c> is only in messages for which it holds.</summary>
/// <typeparam name="T">What it is about: the whole message or one child.</typeparam>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">When it holds, in one sentence.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record MessageCondition<T>(string Name, string Meaning, Func<T, bool> Holds);

/// <summary>What a part of a template may name.</summary>
/// <typeparam name="T">What its fields are about.</typeparam>
/// <param name="Fields">Its fields.</param>
/// <param name="Conditions">Its conditions.</param>
public sealed record FieldSet<T>(IReadOnlyList<MessageField<T>> Fields, IReadOnlyList<MessageCondition<T>> Conditions)
{
    /// <summary>Capitals do not matter.</summary>
    public IEnumerable<MessageField<T>> Named(string name) => Fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Capitals do not matter.</summary>
    public IEnumerable<MessageCondition<T>> ConditionsNamed(string name) =>
        Conditions.Where(condition => condition.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
