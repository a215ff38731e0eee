namespace Conformance.Harness.Targets;

/// <summary>Reads how accounts log on.</summary>
static class AuthenticationReader
{
    public static Authentication Read(SettingValues values)
    {
        var kind = values.Choice<AuthenticationKind>("auth");
        return new Authentication(
            kind,
            kind == AuthenticationKind.Forms ? Form(values) : null,
            Certificate(values, needed: kind == AuthenticationKind.Certificate));
    }

    static LogOnForm Form(SettingValues values)
    {
        var entry = values["form"][0];
        return new LogOnForm(
            values.Path("form", endsWithSlash: false),
            entry["user-field"]?.Text ?? "username",
            entry["password-field"]?.Text ?? "password",
            entry["fields"]?.Text ?? "");
    }

    static ClientCertificate? Certificate(SettingValues values, bool needed)
    {
        if (values.File("client-certificate") is { } file)
            return new ClientCertificate(file, values.Secret(values["client-certificate"][0], "password"));
        if (needed)
            values.Error(values["auth"][0].Origin, "auth certificate needs the key client-certificate");
        return null;
    }
}
