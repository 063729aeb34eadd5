namespace AttendanceFunctions.Domain.Policies;

/// <summary>Whom a school celebrates.</summary>
/// <param name="Individuals">Whether single pupils are named, for improvement and for high attendance; a school may hold that it puts children under pressure (D4).</param>
/// <param name="Classes">Whether classes are compared each week.</param>
/// <param name="LeavesOutCircumstances">Whether pupils with a circumstance on file are left out of their class's figure (D4).</param>
public sealed record Celebration(bool Individuals, bool Classes, bool LeavesOutCircumstances);
