namespace Conformance.Server.Control;

/// <summary>A control request that cannot be met; its sentence goes back as <c>{"error"}</c>.</summary>
sealed class ControlRefusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
