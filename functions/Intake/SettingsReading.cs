using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>What the settings say: the trust and its messages, or every fault of every file.</summary>
public abstract record SettingsReading
{
    public const string TrustFile = "trust.json";
    public const string PolicyFolder = "policies/";

    private SettingsReading()
    {
    }

    /// <summary>The settings can be used.</summary>
    /// <param name="Trust">The trust.</param>
    /// <param name="Messages">The templates of its messages.</param>
    /// <param name="Remarks">Names in the files that mean nothing, and what texts cost without need.</param>
    public sealed record Sound(Trust Trust, MessageBook Messages, IReadOnlyList<string> Remarks) : SettingsReading;

    /// <summary>They cannot.</summary>
    /// <param name="Faults">One line per fault: file, place, sentence.</param>
    public sealed record Faulty(IReadOnlyList<string> Faults) : SettingsReading;

    /// <summary>Whether a file of the settings container is read here; letters have a reader of their own.</summary>
    public static bool Reads(string path) =>
        path == TrustFile || path.StartsWith(PolicyFolder, StringComparison.Ordinal) || path.StartsWith(MessageFile.Folder, StringComparison.Ordinal);

    /// <param name="files">The files for which <see cref="Reads"/> holds.</param>
    public static SettingsReading Of(IReadOnlyList<SettingsFile> files)
    {
        var (faults, remarks) = (new List<string>(), new List<string>());
        var policies = In(files, PolicyFolder).SelectMany(file => ReadPolicy(file, faults, remarks)).ToList();
        var trust = files.Where(file => file.Path == TrustFile).SelectMany(file => Take(new TrustReader(policies).Read(Text(file)), $"{file.Path} ", faults, remarks)).ToList();
        if (files.All(file => file.Path != TrustFile))
        {
            faults.Add($"{Containers.Settings}/{TrustFile}: there is no such file; put the trust's settings there.");
        }

        var templates = In(files, MessageFile.Folder).Select(file => MessageFile.Read(file.Path, file.Content)).ToList();
        var messages = trust.SelectMany(known => Take(MessageBook.Of(templates, known), "", faults, remarks)).ToList();
        if (trust.Count == 0)
        {
            // Without a trust no text can be tried, but what else is wrong with the templates is said all the same.
            faults.AddRange(templates.OfType<Checked<MessageFile>.Invalid>().SelectMany(file => file.Faults).Select(fault => Line("", fault)));
        }

        return faults.Count > 0 ? new Faulty(faults) : new Sound(trust[0], messages[0], remarks);
    }

    private static IEnumerable<SettingsFile> In(IReadOnlyList<SettingsFile> files, string folder) =>
        files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal));

    private static List<Policy> ReadPolicy(SettingsFile file, List<string> faults, List<string> remarks)
    {
        var policy = Take(PolicyReader.Read(Text(file)), $"{file.Path} ", faults, remarks).ToList();
        faults.AddRange(policy.Where(read => file.Path != $"{PolicyFolder}{read.Id}.json")
            .Select(read => $"{Containers.Settings}/{file.Path} $.id: is \"{read.Id}\"; a policy's file is named after its id, here {PolicyFolder}{read.Id}.json."));
        return policy;
    }

    private static IEnumerable<T> Take<T>(Checked<T> read, string file, List<string> faults, List<string> remarks)
    {
        switch (read)
        {
            case Checked<T>.Valid sound:
                remarks.AddRange(sound.Remarks.Select(remark => Line(file, remark)));
                return [sound.Value];
            case Checked<T>.Invalid faulty:
                faults.AddRange(faulty.Faults.Select(fault => Line(file, fault)));
                break;
        }

        return [];
    }

    private static string Line(string file, Fault fault) => $"{Containers.Settings}/{file}{fault}";

    private static string Text(SettingsFile file)
    {
        using var reader = new StreamReader(new MemoryStream(file.Content));
        return reader.ReadToEnd();
    }
}
