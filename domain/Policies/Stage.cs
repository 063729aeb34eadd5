namespace AttendanceFunctions.Domain.Policies;

/// <summary>One step of a policy's ladder.</summary>
/// <param name="Number">1 for the first step of concern, and so on. "Stage 3" is another thing in another policy: never show the number alone across trusts.</param>
/// <param name="Name">The policy's own name for it.</param>
/// <param name="Descriptor">The policy's word for attendance at this stage, as a parent may read it.</param>
/// <param name="Edge">Its upper edge; the next stage's edge, if any, is its lower one.</param>
/// <param name="Nudges">Whether parents get a nudge when their child comes to this stage.</param>
/// <param name="NeedsPerson">Whether the stage is a formal one, which only a person confirms (domain 0.3).</param>
public sealed record Stage(int Number, string Name, string Descriptor, Edge Edge, bool Nudges, bool NeedsPerson);
