# Builds justified.exe with its icon, version and manifest, and the installer, on Windows with
# Rust (MSVC), the Windows SDK and Inno Setup 6. Run in the folder of the repository:
#
#   powershell -File packaging\windows\build.ps1
#
# It has not been run yet: see packaging\README.md.
$ErrorActionPreference = "Stop"
Set-StrictMode -Version Latest

function Invoke-Tool($Tool) {
    & $Tool @args
    if ($LASTEXITCODE -ne 0) { throw "$Tool ended with status $LASTEXITCODE" }
}

$metadata = cargo metadata --no-deps --format-version=1 | ConvertFrom-Json
$version = ($metadata.packages | Where-Object name -eq "justified").version
$numbers = ($version.Split("-")[0].Split(".") + "0") -join ","
$made = Join-Path (Get-Location) "target\package"
New-Item -ItemType Directory -Force $made | Out-Null

# The newest resource compiler of the SDK.
$kits = "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\rc.exe"
$rc = Get-Item $kits | Sort-Object FullName | Select-Object -Last 1 -ExpandProperty FullName
$res = Join-Path $made "justified.res"
Invoke-Tool $rc /nologo /d "VERSION_NUMBERS=$numbers" /d "VERSION_WORDS=\`"$version\`"" /fo $res packaging\windows\justified.rc

# Only this program gets the resource, not what is built on the way. /Brepro leaves the time out.
Invoke-Tool cargo rustc --release --locked --bin justified -- `
    -C "link-arg=$res" -C link-arg=/MANIFEST:NO -C link-arg=/Brepro

Invoke-Tool python packaging\notices (Join-Path $made "THIRD-PARTY.txt")
$iscc = "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe"
Invoke-Tool $iscc "/DVersion=$version" packaging\windows\justified.iss
