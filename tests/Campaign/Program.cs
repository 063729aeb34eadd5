using AttendanceFunctions.Tests.Campaign;

return await CommandLine.RunAsync(args, CancellationToken.None);
