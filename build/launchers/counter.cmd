@echo off
rem Starts the program that the file "current" names. "back" goes one step back to the program before.
setlocal
chcp 65001 >nul
set "HERE=%~dp0"
set "CURRENT="
set "PREVIOUS="
if exist "%HERE%current" (
  < "%HERE%current" (
    set /p CURRENT=
    set /p PREVIOUS=
  )
)
set "USE=%CURRENT%"
if /i "%~1"=="back" if defined PREVIOUS set "USE=%PREVIOUS%"
if not defined USE goto broken
if not exist "%HERE%programs\%USE%\node\node.exe" goto broken
"%HERE%programs\%USE%\node\node.exe" "%HERE%programs\%USE%\dist\launch\main.js" %*
exit /b %ERRORLEVEL%
:broken
echo 程序文件夹不完整，没有启动。数据在另外的文件夹，没有改动。请信息人员重新放置程序文件夹。
exit /b 1
