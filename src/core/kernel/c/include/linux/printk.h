/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_PRINTK_H
#define _LINUX_PRINTK_H
#include <hs.h>
#define KERN_SOH	"\001"
#define KERN_EMERG	KERN_SOH "0"
#define KERN_ALERT	KERN_SOH "1"
#define KERN_CRIT	KERN_SOH "2"
#define KERN_ERR	KERN_SOH "3"
#define KERN_WARNING	KERN_SOH "4"
#define KERN_NOTICE	KERN_SOH "5"
#define KERN_INFO	KERN_SOH "6"
#define KERN_DEBUG	KERN_SOH "7"
#define KERN_CONT	KERN_SOH "c"
#define KERN_DEFAULT	""
#define FW_WARN		"[Firmware Warn]: "
#define FW_BUG		"[Firmware Bug]: "
#define HW_ERR		"[Hardware Error]: "
static inline int hs_printk_level(const char *format)
{
	return format[0] == 1 && format[1] >= '0' && format[1] <= '7' ? format[1] - '0' : 4;
}
#define printk(format, ...) \
	__hs_message(hs_printk_level(format), (format) + ((format)[0] == 1 ? 2 : 0), ##__VA_ARGS__)
#ifndef pr_fmt
#define pr_fmt(format)	format
#endif
#define pr_emerg(format, ...)	__hs_message(0, pr_fmt(format), ##__VA_ARGS__)
#define pr_alert(format, ...)	__hs_message(1, pr_fmt(format), ##__VA_ARGS__)
#define pr_crit(format, ...)	__hs_message(2, pr_fmt(format), ##__VA_ARGS__)
#define pr_err(format, ...)	__hs_message(3, pr_fmt(format), ##__VA_ARGS__)
#define pr_warn(format, ...)	__hs_message(4, pr_fmt(format), ##__VA_ARGS__)
#define pr_notice(format, ...)	__hs_message(5, pr_fmt(format), ##__VA_ARGS__)
#define pr_info(format, ...)	__hs_message(6, pr_fmt(format), ##__VA_ARGS__)
#define pr_debug(format, ...)	__hs_message(7, pr_fmt(format), ##__VA_ARGS__)
#define pr_cont(format, ...)	__hs_message(4, format, ##__VA_ARGS__)
#define pr_err_once		pr_err
#define pr_warn_once		pr_warn
#define pr_info_once		pr_info
#define pr_err_ratelimited	pr_err
#define pr_warn_ratelimited	pr_warn
#define pr_info_ratelimited	pr_info
#define printk_ratelimited	printk
#define printk_once		printk
#endif
