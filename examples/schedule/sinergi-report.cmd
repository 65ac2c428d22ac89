@echo off
rem What ends soon, and the map of all cooperation. Change the three paths to yours.
setlocal
set "SINERGI=C:\tkksd\sinergi.exe"
set "SINERGI_DB=C:\tkksd\sinergi.db"
set "FOLDER=C:\tkksd\laporan"
set "SINERGI_LANG=id"
set "SINERGI_NO_INPUT=1"

"%SINERGI%" -q --timeout 60 due --within 90d -o "%FOLDER%\jatuh-tempo.txt" || exit /b 1
"%SINERGI%" -q --timeout 60 report map -o "%FOLDER%\peta.txt" || exit /b 1
