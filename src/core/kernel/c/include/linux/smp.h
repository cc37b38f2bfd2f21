/* SPDX-License-Identifier: MIT */
/* One processor is modelled. */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#define smp_processor_id()	0
#define raw_smp_processor_id()	0
#define get_cpu()		0
#define put_cpu()		do { } while (0)
#define for_each_possible_cpu(cpu)	for ((cpu) = 0; (cpu) < 1; (cpu)++)
#define for_each_online_cpu(cpu)	for_each_possible_cpu(cpu)

#endif
