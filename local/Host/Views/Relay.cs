namespace AttendanceFunctions.Local.Host.Views;

/// <summary>Passes progress on at once and in order, which <see cref="Progress{T}"/> does not promise.</summary>
internal sealed class Relay<T>(Action<T> receive) : IProgress<T>
{
    public void Report(T value) => receive(value);
}
