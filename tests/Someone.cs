using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests;

/// <summary>People who decide in tests.</summary>
public static class Someone
{
    public static Author.SignedIn SignedIn(string name = "J. Hill") => new(name, $"{name.Split(' ')[^1]}@example.org");

    public static Author.Stated Stated(string name = "J. Hill", string file = "monday.csv") => new(name, file, Uploader: null);
}
