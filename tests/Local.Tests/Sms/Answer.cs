namespace AttendanceFunctions.Tests.Local.Sms;

/// <summary>What a <see cref="LoopbackServer"/> answers.</summary>
public sealed record Answer(int Status, string Body = "", params (string Name, string Value)[] Headers);
