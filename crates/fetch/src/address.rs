//! Which addresses may be spoken to: those of the public internet, unless the user allows others.
//!
//! After the special-purpose registries of IANA (RFC 6890 and its successors). An address inside another one (IPv4 in
//! IPv6, by mapping, NAT64 or 6to4) counts as what is inside.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Which addresses are allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Guard {
    /// Those of the public internet.
    #[default]
    Public,
    /// These too.
    Also(Vec<IpAddr>),
    /// Any.
    All,
}

impl Guard {
    /// Whether a connection to the address may be made.
    pub fn allows(&self, address: IpAddr) -> bool {
        match self {
            Guard::Public => special(address).is_none(),
            Guard::Also(these) => these.contains(&address) || special(address).is_none(),
            Guard::All => true,
        }
    }
}

/// What an address is for, where it is not one of the public internet.
pub fn special(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => special_v4(address),
        IpAddr::V6(address) => special_v6(address),
    }
}

fn special_v4(address: Ipv4Addr) -> Option<&'static str> {
    match address.octets() {
        // Services that tell a machine in a cloud who it is, and its secrets.
        [169, 254, 169, 254] | [100, 100, 100, 200] | [192, 0, 0, 192] | [168, 63, 129, 16] => {
            Some("metadata of a cloud")
        }
        [127, ..] => Some("loopback"),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => Some("private"),
        [169, 254, ..] => Some("link-local"),
        [224..=239, ..] => Some("multicast"),
        [0 | 240..=255, ..]
        | [192, 0, 0 | 2, _]
        | [192, 88, 99, _]
        | [198, 18 | 19, ..]
        | [198, 51, 100, _]
        | [203, 0, 113, _] => Some("reserved"),
        _ => None,
    }
}

fn special_v6(address: Ipv6Addr) -> Option<&'static str> {
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        special_v4(Ipv4Addr::new(a, b, c, d))
    };
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 1] => Some("loopback"),
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
        [0x2002, high, low, ..] => inner(high, low),
        [0xfc00..=0xfdff, ..] => Some("private"),
        [0xfe80..=0xfebf, ..] => Some("link-local"),
        [0xff00..=0xffff, ..] => Some("multicast"),
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => Some("reserved"),
        // All that is public lies in 2000::/3.
        [0x2000..=0x3fff, ..] => None,
        _ => Some("reserved"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_by_what_they_are_for() {
        let rows = [
            ("8.8.8.8", None),
            ("172.32.0.1", None),
            ("100.128.0.1", None),
            ("2606:4700::1111", None),
            ("2001:4860:4860::8888", None),
            ("64:ff9b::808:808", None),
            ("127.8.0.1", Some("loopback")),
            ("::1", Some("loopback")),
            ("::ffff:127.0.0.1", Some("loopback")),
            ("64:ff9b::7f00:1", Some("loopback")),
            ("2002:7f00:1::", Some("loopback")),
            ("10.1.2.3", Some("private")),
            ("172.31.255.255", Some("private")),
            ("192.168.1.1", Some("private")),
            ("100.64.0.1", Some("private")),
            ("::ffff:10.0.0.1", Some("private")),
            ("fd12::1", Some("private")),
            ("169.254.169.254", Some("metadata of a cloud")),
            ("::ffff:169.254.169.254", Some("metadata of a cloud")),
            ("168.63.129.16", Some("metadata of a cloud")),
            ("fd00:ec2::254", Some("private")),
            ("169.254.1.1", Some("link-local")),
            ("fe80::1", Some("link-local")),
            ("224.0.0.1", Some("multicast")),
            ("ff02::1", Some("multicast")),
            ("0.0.0.0", Some("reserved")),
            ("255.255.255.255", Some("reserved")),
            ("::", Some("reserved")),
            ("::7f00:1", Some("reserved")),
            ("64:ff9b:1::1", Some("reserved")),
            ("2001::1", Some("reserved")),
            ("2001:db8::1", Some("reserved")),
            ("fec0::1", Some("reserved")),
        ];
        for (address, wanted) in rows {
            assert_eq!(special(address.parse().unwrap()), wanted, "{address}");
        }
    }

    #[test]
    fn what_the_user_allows_is_allowed() {
        let (here, there) = ("127.0.0.1".parse().unwrap(), "127.0.0.2".parse().unwrap());
        let guard = Guard::Also(vec![here]);
        assert!(guard.allows(here) && !guard.allows(there) && guard.allows("8.8.8.8".parse().unwrap()));
        assert!(Guard::All.allows(there) && !Guard::Public.allows(here));
    }

    proptest! {
        #[test]
        fn what_the_standard_library_calls_special_is_refused(bits: u32) {
            let a = Ipv4Addr::from(bits);
            let known = a.is_private() || a.is_loopback() || a.is_link_local() || a.is_multicast()
                || a.is_broadcast() || a.is_documentation() || a.is_unspecified();
            prop_assert!(!known || special_v4(a).is_some());
        }

        #[test]
        fn an_address_is_the_same_however_it_is_written(bits: u32) {
            let a = Ipv4Addr::from(bits);
            let [w, x, y, z] = a.octets().map(u16::from);
            let (high, low) = (w << 8 | x, y << 8 | z);
            prop_assert_eq!(special_v6(a.to_ipv6_mapped()), special_v4(a));
            prop_assert_eq!(special_v6(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low)), special_v4(a));
            prop_assert_eq!(special_v6(Ipv6Addr::new(0x2002, high, low, 1, 2, 3, 4, 5)), special_v4(a));
        }

        #[test]
        fn only_global_unicast_of_version_6_passes(bits: u128) {
            let a = Ipv6Addr::from(bits);
            let known = a.is_loopback() || a.is_multicast() || a.is_unique_local()
                || a.is_unicast_link_local() || a.is_unspecified();
            prop_assert!(!known || special_v6(a).is_some());
            let global = a.segments()[0] & 0xe000 == 0x2000;
            let nat64 = a.segments()[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
            prop_assert!(special_v6(a).is_some() || global || nat64 || a.to_ipv4_mapped().is_some());
        }
    }
}
