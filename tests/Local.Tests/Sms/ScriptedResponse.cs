namespace AttendanceFunctions.Tests.Local.Sms;

/// <summary>A response of a <see cref="LoopbackServer"/>.</summary>
public sealed record ScriptedResponse(int Status, string Body = "", params (string Name, string Value)[] Headers);
