; The installer, for Inno Setup 6. build.ps1 calls it with the version.
; It has not been run yet: see packaging\README.md.
#ifndef Version
  #error Give the version: ISCC /DVersion=0.1.0 justified.iss
#endif

[Setup]
; Never changes: by it a newer version finds the one that is there.
AppId={{8C1C2C4E-6E0B-4C53-9C0B-6A3B6F0D7E21}
AppName=Justified
AppVersion={#Version}
AppPublisher=The Justified contributors
; For one user, without an administrator; /ALLUSERS installs for everybody.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
DefaultDirName={autopf}\Justified
DisableDirPage=auto
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\target\package
OutputBaseFilename=justified-{#Version}-windows-setup
SetupIconFile=justified.ico
UninstallDisplayIcon={app}\justified.exe
WizardStyle=modern
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
; What is open is asked to close: the program saves what was typed first.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Files]
Source: "..\..\target\release\justified.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "..\..\target\package\THIRD-PARTY.txt"; DestDir: "{app}"
Source: "..\..\LICENSE"; DestDir: "{app}"; DestName: "LICENSE.txt"
Source: "..\..\README.md"; DestDir: "{app}"
Source: "..\..\SECURITY.md"; DestDir: "{app}"
Source: "..\..\CHANGELOG.md"; DestDir: "{app}"
Source: "..\..\assets\guide\*.md"; DestDir: "{app}\guide"
Source: "..\..\guidance\README.md"; DestDir: "{app}\guidance"
Source: "..\..\guidance\example-local.ron"; DestDir: "{app}\guidance"
Source: "..\..\guidance\pcyp-today.ron"; DestDir: "{app}\guidance"

[Icons]
Name: "{autoprograms}\Justified"; Filename: "{app}\justified.exe"

[Run]
Filename: "{app}\justified.exe"; Description: "Open Justified"; Flags: nowait postinstall skipifsilent

; Nothing is deleted here beyond what was installed: registers, settings and what waits stay.
