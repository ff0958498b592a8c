# What Debian wants of a package besides the installed files, written into each before it is packed: a copyright file, a
# changelog, and manual pages that are compressed the same way every time.
function(complete_package folder name)
  set(doc ${folder}/usr/share/doc/${name})
  file(WRITE ${doc}/copyright
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: quire

Files: *
Copyright: 2026 the authors of Quire
License: GPL-2.0-or-later
 On Debian systems, the text of the GNU General Public License version 2 is in
 /usr/share/common-licenses/GPL-2.
")
  file(WRITE ${doc}/changelog
"quire (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * See CHANGELOG.md.

 -- ${CPACK_PACKAGE_CONTACT}  Thu, 01 Jan 1970 00:00:00 +0000
")
  file(GLOB_RECURSE compressed ${folder}/usr/share/man/*.[1-8] ${doc}/changelog)
  foreach(file IN LISTS compressed)
    execute_process(COMMAND gzip -9nf ${file} COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endfunction()

file(GLOB_RECURSE archives ${CPACK_TEMPORARY_DIRECTORY}/library/usr/lib/*.a)
# As dh_strip does it: which compiler it was is nothing for users.
execute_process(COMMAND strip --strip-debug --remove-section=.comment --enable-deterministic-archives ${archives}
                COMMAND_ERROR_IS_FATAL ANY)
file(GLOB programs ${CPACK_TEMPORARY_DIRECTORY}/product/usr/bin/*)
execute_process(COMMAND strip --remove-section=.comment --remove-section=.note ${programs} COMMAND_ERROR_IS_FATAL ANY)
complete_package(${CPACK_TEMPORARY_DIRECTORY}/product quire)
complete_package(${CPACK_TEMPORARY_DIRECTORY}/library libquire-dev)
