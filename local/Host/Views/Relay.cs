namespace AttendanceFunctions.Local.Host.Views;

/// <summary>Passes on progress immediately and in order, which <see cref="Progress{T}"/> does not guarantee.</summary>
internal sealed class Relay<T>(Action<T> receive) : IProgress<T>
{
    public void Report(T value) => receive(value);
}
