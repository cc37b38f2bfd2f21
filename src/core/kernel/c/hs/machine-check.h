/* SPDX-License-Identifier: MIT */
#ifndef HS_MACHINE_CHECK_H
#define HS_MACHINE_CHECK_H
/* How bad the error in a bank is found to be. */
void hs_tell_severity(int bank, int severity);
#endif
