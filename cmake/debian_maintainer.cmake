# Who maintains a package is who makes it, as $DEBFULLNAME and $DEBEMAIL say to all of Debian's tools. The project has no
# address; where nobody names one it is of a domain that cannot exist (RFC 2606), so that no mail goes to strangers.
if("$ENV{DEBEMAIL}" STREQUAL "")
  set(CPACK_PACKAGE_CONTACT "The authors of Quire <nobody@quire.invalid>")
elseif("$ENV{DEBFULLNAME}" STREQUAL "")
  set(CPACK_PACKAGE_CONTACT "The authors of Quire <$ENV{DEBEMAIL}>")
else()
  set(CPACK_PACKAGE_CONTACT "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
