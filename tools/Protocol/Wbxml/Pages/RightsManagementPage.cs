namespace Conformance.Protocol.Wbxml.Pages;

/// <summary>Code page 24, RightsManagement.</summary>
static class RightsManagementPage
{
    public static readonly CodePage Page = new(24, "RightsManagement", """
        05 RightsManagementSupport  06 RightsManagementTemplates  07 RightsManagementTemplate
        08 RightsManagementLicense  09 EditAllowed  0A ReplyAllowed  0B ReplyAllAllowed
        0C ForwardAllowed  0D ModifyRecipientsAllowed  0E ExtractAllowed  0F PrintAllowed
        10 ExportAllowed  11 ProgrammaticAccessAllowed  12 Owner  13 ContentExpiryDate  14 TemplateID
        15 TemplateName  16 TemplateDescription  17 ContentOwner  18 RemoveRightsManagementProtection
        """);
}
