using System.Security.Cryptography;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>npm could not install a program.</summary>
internal sealed class NotInstalledException(string message) : Exception(message);

/// <summary>The npm packages of the lock file in a folder named after the lock's content, installed once for all processes.</summary>
internal sealed class NodeInstallation(string npm, string cacheFolder, NodeProgram program)
{
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns the folder that holds the script and its packages, installing them if they are not there yet.</summary>
    /// <exception cref="NotInstalledException">npm could not install them.</exception>
    public async Task<string> EnsureAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var name = Fingerprint();
        var folder = Path.Combine(cacheFolder, name);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        Directory.CreateDirectory(cacheFolder);
        await using var turn = await TakeTurnAsync(folder + ".lock", cancellationToken);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        foreach (var abandoned in Directory.GetDirectories(cacheFolder, name + ".*"))
        {
            Directory.Delete(abandoned, recursive: true);
        }

        var workshop = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():N}").FullName;
        progress.Report($"Installing {program.Name}, {program.Purpose} (first use only, about a minute) …");
        await InstallAsync(workshop, cancellationToken);
        // The final name appears only with everything in it, so that a process killed half way leaves nothing that looks whole.
        Directory.Move(workshop, folder);
        progress.Report($"{program.Name} is installed.");
        return folder;
    }

    private async Task InstallAsync(string workshop, CancellationToken cancellationToken)
    {
        foreach (var (file, content) in program.Files)
        {
            await File.WriteAllBytesAsync(Path.Combine(workshop, file), content, cancellationToken);
        }

        var answer = await Tools.RunAsync(
            npm, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], workshop, cancellationToken);
        if (!answer.Succeeded)
        {
            throw new NotInstalledException(
                $"npm could not install {program.Name}; it needs to reach a package registry once. npm said: {answer.Error.Trim()}");
        }
    }

    private static async Task<FileStream> TakeTurnAsync(string lockFile, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(lockFile))
            {
                await Task.Delay(LockPause, cancellationToken);
            }
        }
    }

    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in program.Files.Values)
        {
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
