/* SPDX-License-Identifier: MIT */
#ifndef __XFS_MESSAGE_H
#define __XFS_MESSAGE_H
#define hs_xfs_message(level, mp, format, ...) \
	__hs_message(level, "XFS (%s): " format, (mp)->m_super->s_id, ##__VA_ARGS__)
#define xfs_emerg(mp, format, ...)	hs_xfs_message(0, mp, format, ##__VA_ARGS__)
#define xfs_alert(mp, format, ...)	hs_xfs_message(1, mp, format, ##__VA_ARGS__)
#define xfs_alert_tag(mp, tag, format, ...)	hs_xfs_message(1, mp, format, ##__VA_ARGS__)
#define xfs_crit(mp, format, ...)	hs_xfs_message(2, mp, format, ##__VA_ARGS__)
#define xfs_err(mp, format, ...)	hs_xfs_message(3, mp, format, ##__VA_ARGS__)
#define xfs_warn(mp, format, ...)	hs_xfs_message(4, mp, format, ##__VA_ARGS__)
#define xfs_notice(mp, format, ...)	hs_xfs_message(5, mp, format, ##__VA_ARGS__)
#define xfs_info(mp, format, ...)	hs_xfs_message(6, mp, format, ##__VA_ARGS__)
#define xfs_debug(mp, format, ...)	hs_xfs_message(7, mp, format, ##__VA_ARGS__)
#endif
