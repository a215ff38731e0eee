using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary>One verb of the command line: its flags, and how they become options; what it does is given to it.</summary>
public abstract class Verb(string name, string description)
{
    public Command Command { get; } = new(name, description);
}

/// <typeparam name="TOptions">What the flags say, as a value.</typeparam>
public abstract class Verb<TOptions> : Verb
{
    /// <param name="invoke">Does the work; an exception of kind <see cref="UsageException"/> means exit code 2.</param>
    protected Verb(string name, string description, Func<TOptions, CancellationToken, Task<int>> invoke) : base(name, description) =>
        Command.SetAction(async (parsed, cancellation) =>
        {
            // The library waits on Ctrl+C only for a task that it has in hand: it gets one before any work is done.
            await Task.Yield();
            return await invoke(Read(parsed), cancellation);
        });

    /// <summary>The options of a parsed command line.</summary>
    /// <exception cref="UsageException">A value cannot be used.</exception>
    public abstract TOptions Read(ParseResult parsed);

    protected T Add<T>(T option) where T : Option
    {
        Command.Add(option);
        return option;
    }

    /// <summary>Adds an argument of any words, flags excepted: else it would swallow a mistyped one.</summary>
    protected Argument<string[]> AddWords(Argument<string[]> words) => AddArgument(Words.WithoutFlags(words));

    protected T AddArgument<T>(T argument) where T : Argument
    {
        Command.Add(argument);
        return argument;
    }
}
