; The installer of the Windows program: for one user, without an administrator, in Vietnamese or English.
; Made by program/build.py: ISCC /DVersion=… /DFolder=… program\parplan.iss

#ifndef Version
  #error Version is not defined: run program/build.py
#endif

[Setup]
AppId={{6C0E6B53-0F5B-4C60-9E0C-7B1B6C1D2A35}
AppName=parplan
AppVersion={#Version}
AppVerName=parplan {#Version}
AppPublisher=parplan
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\parplan
DisableProgramGroupPage=yes
; One folder for everybody, so that advice about it is true; /DIR= chooses another.
DisableDirPage=yes
; Never asks for an administrator, and never installs for all users.
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
ChangesEnvironment=yes
CloseApplications=yes
SetupIconFile=parplan.ico
UninstallDisplayIcon={app}\parplan.exe
OutputBaseFilename=parplan-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ShowLanguageDialog=yes
LanguageDetectionMethod=locale
UninstallDisplayName=parplan {#Version}

[Languages]
Name: "vi"; MessagesFile: "compiler:Default.isl,Vietnamese.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
vi.PathTask=Thêm parplan vào PATH, để gõ được lệnh parplan ở mọi thư mục
en.PathTask=Add parplan to PATH, so that the command parplan works in every folder
vi.LanguageTask=Luôn hiện bằng tiếng Việt
en.LanguageTask=Always speak English
vi.DesktopTask=Biểu tượng trên màn hình nền
en.DesktopTask=An icon on the desktop
vi.Open=Mở parplan
en.Open=Open parplan
vi.Comment=Tra cứu và cập nhật kế hoạch năm của cơ quan
en.Comment=Ask the yearly plan of an agency and keep it up to date

[Tasks]
Name: "path"; Description: "{cm:PathTask}"
Name: "language"; Description: "{cm:LanguageTask}"
Name: "desktop"; Description: "{cm:DesktopTask}"; Flags: unchecked

[InstallDelete]
; The libraries of an older version: one that is left would be found beside the new one's.
Type: filesandordirs; Name: "{app}\_internal"

[UninstallDelete]
; What parplan keeps of plans it has read, so that it answers sooner; the plans themselves stay.
Type: filesandordirs; Name: "{localappdata}\parplan\Cache"
Type: dirifempty; Name: "{localappdata}\parplan"

[Files]
; Its licence asks nothing of whoever uses it, so none has to be agreed to.
Source: "..\LICENSE"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{userprograms}\parplan"; Filename: "{app}\parplan.exe"; WorkingDir: "{userdocs}"; Comment: "{cm:Comment}"
Name: "{userdesktop}\parplan"; Filename: "{app}\parplan.exe"; WorkingDir: "{userdocs}"; Comment: "{cm:Comment}"; Tasks: desktop

[Registry]
Root: HKCU; Subkey: "Environment"; ValueType: string; ValueName: "PARPLAN_LANG"; ValueData: "{language}"; Tasks: language; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{code:PathWith}"; Tasks: path; Check: NotInPath

[Run]
Filename: "{app}\parplan.exe"; Description: "{cm:Open}"; WorkingDir: "{userdocs}"; Flags: postinstall nowait skipifsilent

[Code]
function UserPath: String;
begin
  if not RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Result) then
    Result := '';
end;

function NotInPath: Boolean;
begin
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(UserPath) + ';') = 0;
end;

function PathWith(Unused: String): String;
begin
  Result := UserPath;
  if (Result <> '') and (Result[Length(Result)] <> ';') then
    Result := Result + ';';
  Result := Result + ExpandConstant('{app}');
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path, Folder: String;
  Place: Integer;
begin
  if Step <> usPostUninstall then
    exit;
  Folder := ';' + ExpandConstant('{app}') + ';';
  Path := ';' + UserPath + ';';
  Place := Pos(Uppercase(Folder), Uppercase(Path));
  if Place = 0 then
    exit;
  Delete(Path, Place, Length(Folder) - 1);
  Path := Copy(Path, 2, Length(Path) - 2);
  if Path = '' then
    RegDeleteValue(HKEY_CURRENT_USER, 'Environment', 'Path')
  else
    RegWriteExpandStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Path);
end;
