using System.Security.Cryptography;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>npm could not install a program. The message says why.</summary>
internal sealed class NotInstalledException(string message) : Exception(message);

/// <summary>Installs npm packages into a folder that is named after a hash of the lock file, once for all processes of a user.</summary>
internal sealed class NodeInstallation(string npm, string cacheFolder, NodeProgram program)
{
    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns the folder that contains the script and its packages, and installs them first if necessary.</summary>
    /// <exception cref="NotInstalledException">npm could not install them.</exception>
    public async Task<string> EnsureAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var name = Hash();
        var folder = Path.Combine(cacheFolder, name);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        Directory.CreateDirectory(cacheFolder);
        await using var fileLock = await LockAsync(folder + ".lock", cancellationToken);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        foreach (var abandoned in Directory.GetDirectories(cacheFolder, name + ".*"))
        {
            Directory.Delete(abandoned, recursive: true);
        }

        var stagingFolder = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():N}").FullName;
        progress.Report($"Installing {program.Name}, {program.Purpose} (first use only, about a minute) …");
        await InstallAsync(stagingFolder, cancellationToken);
        // The folder gets its final name only when it is complete, so a killed process leaves no incomplete installation.
        Directory.Move(stagingFolder, folder);
        progress.Report($"{program.Name} is installed.");
        return folder;
    }

    private async Task InstallAsync(string stagingFolder, CancellationToken cancellationToken)
    {
        foreach (var (file, content) in program.Files)
        {
            await File.WriteAllBytesAsync(Path.Combine(stagingFolder, file), content, cancellationToken);
        }

        var answer = await Tools.RunAsync(
            npm, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], stagingFolder, cancellationToken);
        if (!answer.Succeeded)
        {
            throw new NotInstalledException(
                $"npm could not install {program.Name}; the first installation needs access to a package registry. npm reported: "
                + answer.Error.Trim());
        }
    }

    private static async Task<FileStream> LockAsync(string lockFile, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(lockFile))
            {
                await Task.Delay(LockRetryInterval, cancellationToken);
            }
        }
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in program.Files.Values)
        {
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
