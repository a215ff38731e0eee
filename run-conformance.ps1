# Runs the suite: -Target URL or file, -Filter id or requirement, -Report kind=path; anything else goes to the tool as it is.
[CmdletBinding(PositionalBinding = $false)]
param(
    [string] $Target,
    [string[]] $Filter = @(),
    [string[]] $Report = @(),
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest = @()
)

$arguments = @('run')
if ($Target) { $arguments += @('--target', $Target) }
foreach ($one in $Filter) { $arguments += @('--filter', $one) }
foreach ($one in $Report) { $arguments += @('--report', $one) }
$arguments += $Rest

& dotnet run --project (Join-Path $PSScriptRoot 'tools/Conformance') -- @arguments
exit $LASTEXITCODE
